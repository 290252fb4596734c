package infocenter.cli;

import infocenter.core.xaction.Kind;
import infocenter.core.xaction.KindGuide;
import java.util.ArrayList;
import java.util.List;

/** What {@code xic start KIND --help} prints: the same table that the page of kinds is made of. */
final class KindHelp {
    private static final int WIDTH = 100;

    private KindHelp() {}

    static List<String> lines(Kind kind) {
        List<String> lines = new ArrayList<>();
        KindGuide guide = KindGuide.of(kind);
        String usage = KindGuide.usage(kind);
        lines.add(usage.isEmpty() ? kind.name() + ": only the cluster starts it" : "Usage: " + usage);
        lines.addAll(wrapped(guide.what(), ""));
        if (!kind.arguments().isEmpty()) {
            lines.add("");
            lines.add("Arguments:");
            int width = kind.arguments().stream()
                    .mapToInt(argument -> argument.name().length())
                    .max()
                    .orElse(0);
            for (Kind.Argument argument : kind.arguments()) {
                String name =
                        argument.name() + " ".repeat(width - argument.name().length());
                lines.add("  " + name + "  " + argument.help() + " (" + KindGuide.word(argument.type())
                        + (argument.required() ? ", required)" : ")"));
            }
            if (!KindGuide.choice(kind).isEmpty()) {
                lines.add("  " + KindGuide.choice(kind));
            }
        }
        lines.add("");
        lines.add("When a target is lost:");
        lines.addAll(wrapped(KindGuide.whenATargetIsLost(kind), "  "));
        List<String> excluded = KindGuide.excluded(kind);
        lines.add("Not at the same time as: " + (excluded.isEmpty() ? "-" : String.join(", ", excluded)));
        lines.add("Active at most: " + kind.cap());
        if (!guide.examples().isEmpty()) {
            lines.add("");
            lines.add("Examples:");
            guide.examples().forEach(example -> lines.add("  " + example));
        }
        return lines;
    }

    private static List<String> wrapped(String text, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder(indent);
        for (String word : text.split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + word.length() >= WIDTH) {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(indent);
            }
            line.append(word).append(' ');
        }
        lines.add(line.toString().stripTrailing());
        return lines;
    }
}
