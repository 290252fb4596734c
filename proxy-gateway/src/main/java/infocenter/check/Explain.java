package infocenter.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Breaches with the operations that show them, each on a line of its own. */
final class Explain {
    private Explain() {}

    /** With what each step's answer said of the one row. */
    static Breach steps(String rule, String subject, String text, List<Step> steps) {
        StringBuilder whole = new StringBuilder(text);
        steps.stream()
                .map(Step::text)
                .distinct()
                .forEach(line ->
                        whole.append(System.lineSeparator()).append("    ").append(line));
        return new Breach(
                rule,
                subject,
                steps.stream().map(step -> step.of().line()).distinct().toList(),
                whole.toString());
    }

    static Breach breach(String rule, String subject, String text, @Nullable Operation... operations) {
        List<Integer> lines = new ArrayList<>();
        StringBuilder whole = new StringBuilder(text);
        for (Operation operation : operations) {
            if (operation != null) {
                lines.add(operation.line());
                whole.append(System.lineSeparator()).append("    ").append(operation.text());
            }
        }
        return new Breach(rule, subject, List.copyOf(lines), whole.toString());
    }
}
