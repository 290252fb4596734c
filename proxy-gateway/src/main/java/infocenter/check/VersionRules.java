package infocenter.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table's version never goes down between an answer and a later request, of whichever clients. */
final class VersionRules {
    private VersionRules() {}

    static void check(History history, Consumer<Breach> breaches) {
        List<Operation> calls = history.operations().stream()
                .filter(one -> one.ok() && one.linearizable() && one.version() != null)
                .toList();
        List<Operation> answers = new ArrayList<>(calls);
        answers.sort(Comparator.comparingLong(Operation::back));
        int answered = 0;
        Operation newest = null;
        for (Operation operation : calls) {
            while (answered < answers.size() && answers.get(answered).back() < operation.call()) {
                Operation answer = answers.get(answered++);
                if (version(answer) > version(newest)) {
                    newest = answer;
                }
            }
            if (newest != null && version(operation) < version(newest)) {
                breaches.accept(Explain.breach(
                        "version-back",
                        operation.subject(),
                        "version " + version(operation) + " after " + version(newest) + " had been answered",
                        newest,
                        operation));
            }
        }
    }

    private static long version(@Nullable Operation operation) {
        Long version = operation == null ? null : operation.version();
        return version == null ? Long.MIN_VALUE : version;
    }
}
