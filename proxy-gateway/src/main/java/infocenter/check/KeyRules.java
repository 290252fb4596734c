package infocenter.check;

import infocenter.check.Operation.Op;
import infocenter.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A key belongs to one body. No two bodies are acknowledged under it, and a start is only refused for its key when another body can hold it
 * by then. Bodies that cannot be compared may differ.
 */
final class KeyRules {
    private KeyRules() {}

    static void check(History history, Consumer<Breach> breaches) {
        Map<String, List<Operation>> byKey = new LinkedHashMap<>();
        for (Operation start : history.operations()) {
            if (start.op() == Op.START && !start.key().isEmpty()) {
                byKey.computeIfAbsent(start.key(), none -> new ArrayList<>()).add(start);
            }
        }
        byKey.forEach((key, starts) -> {
            Breach breach = twoBodies(key, starts);
            if (breach != null) {
                breaches.accept(breach);
            }
            starts.stream()
                    .filter(Operation::conflict)
                    .filter(refusal -> !canBeHeld(refusal, starts))
                    .forEach(refusal -> breaches.accept(Explain.breach(
                            "key-conflict",
                            key,
                            "refused for its key, although no start with another body can hold it",
                            refusal)));
        });
    }

    private static @Nullable Breach twoBodies(String key, List<Operation> starts) {
        List<Operation> acknowledged = starts.stream().filter(Operation::ok).toList();
        for (int i = 0; i < acknowledged.size(); i++) {
            for (int j = i + 1; j < acknowledged.size(); j++) {
                Operation one = acknowledged.get(i);
                Operation other = acknowledged.get(j);
                if (one.body().comparable(other.body()) && !one.body().same(other.body())) {
                    return Explain.breach("key-conflict", key, "one key was acknowledged for two bodies", one, other);
                }
            }
        }
        return null;
    }

    private static boolean canBeHeld(Operation refusal, List<Operation> starts) {
        boolean held = false;
        for (Operation start : starts) {
            boolean same =
                    start.body().comparable(refusal.body()) && start.body().same(refusal.body());
            if (start.ok() && same) {
                return false;
            }
            held |= start.outcome() != Outcome.FAIL && !same && start.call() <= refusal.back();
        }
        return held;
    }
}
