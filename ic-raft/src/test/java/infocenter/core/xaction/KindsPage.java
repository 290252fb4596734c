package infocenter.core.xaction;

import java.util.List;

/** {@code docs/kinds.md} as it follows from the table of kinds. */
final class KindsPage {
    private static final String HEAD = """
            # Kinds

            What a xaction can be. `xic start KIND --help` prints the same for one kind, `GET /ic/v1/kinds` for programs.

            A kind that is excluded by another one is refused with 409 while that one is active: on a common bucket, or at all where one
            of both is of the whole cluster. The bound is the longest time from the loss of a target to the end of the xaction; time
            without a leader does not count.

            How far any of them is: `xic show ID`, `xic wait ID`, or `progress` of its row: objects and bytes done, the total as soon as
            every target knows its own, percent, the rate of late, the time left as a range (at the best and at the worst of two rates:
            of late, and on average), and `stalled` when a target moved no counter for a minute although it neither idles nor waits for
            its lease.

            This page is generated from the table: `mvn -pl ic-raft test -Dtest=KindsPageTest -Dkinds.write=true`.
            """;

    private KindsPage() {}

    static String render() {
        StringBuilder page = new StringBuilder(HEAD);
        for (Kind kind : Kinds.ALL) {
            section(page, kind);
        }
        return page.toString();
    }

    private static void section(StringBuilder page, Kind kind) {
        KindGuide guide = KindGuide.of(kind);
        String usage = KindGuide.usage(kind);
        page.append("\n## ")
                .append(kind.name())
                .append("\n\n")
                .append(guide.what())
                .append("\n\n");
        page.append("| | |\n| --- | --- |\n");
        row(page, "start", usage.isEmpty() ? "by the cluster alone" : "`" + usage + "`");
        row(page, "when a target is lost", KindGuide.whenATargetIsLost(kind));
        row(page, "stops within", kind.stopBound().toSeconds() + " s");
        List<String> excluded = KindGuide.excluded(kind);
        row(page, "excludes", excluded.isEmpty() ? "nothing" : String.join(", ", excluded));
        row(page, "active at most", Integer.toString(kind.cap()));
        if (!kind.arguments().isEmpty()) {
            page.append("\n| argument | type | help |\n| --- | --- | --- |\n");
            for (Kind.Argument argument : kind.arguments()) {
                page.append("| `")
                        .append(argument.name())
                        .append("` | ")
                        .append(KindGuide.word(argument.type()))
                        .append(argument.required() ? ", **required** | " : " | ")
                        .append(argument.help())
                        .append(" |\n");
            }
        }
        if (!KindGuide.choice(kind).isEmpty()) {
            page.append("\n").append(KindGuide.choice(kind)).append("\n");
        }
        if (!guide.examples().isEmpty()) {
            page.append("\n```\n").append(String.join("\n", guide.examples())).append("\n```\n");
        }
    }

    private static void row(StringBuilder page, String name, String text) {
        page.append("| ").append(name).append(" | ").append(text).append(" |\n");
    }
}
