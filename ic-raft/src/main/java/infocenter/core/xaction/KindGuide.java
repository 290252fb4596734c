package infocenter.core.xaction;

import java.util.List;
import java.util.Locale;

/**
 * What people are told of a kind beside its descriptor: the page of kinds and the help of {@code xic start} are made of both. Nothing
 * here decides anything. A test holds that every kind has one.
 *
 * @param kind its name
 * @param what it does, one to three sentences
 * @param examples command lines
 */
public record KindGuide(String kind, String what, List<String> examples) {
    /** One for each of {@link Kinds#ALL}, in any order. */
    private static final List<KindGuide> ALL = List.of(
            new KindGuide(
                    "list-objects",
                    "Lists a bucket in pages that are merged from all targets. Ends by itself when nobody has asked for a page for"
                            + " a while; xic ls does it for you.",
                    List.of("xic start list-objects photos --arg prefix=2026/")),
            new KindGuide(
                    "summary",
                    "Counts the objects and bytes of one bucket, or of every bucket.",
                    List.of("xic start summary", "xic start summary photos --arg prefix=2026/")),
            new KindGuide(
                    "copy-bucket",
                    "Copies the objects of a bucket into another one, each to the target that keeps it there. What is there with"
                            + " the same content is skipped.",
                    List.of(
                            "xic start copy-bucket photos backup",
                            "xic start copy-bucket photos backup --arg prefix=2026/ --arg prepend=monday/")),
            new KindGuide(
                    "copy-objects",
                    "Copies chosen objects into another bucket. Names that are not there are errors of their own.",
                    List.of(
                            "xic start copy-objects photos backup --arg template='shard-{0001..0100}.tar'",
                            "xic start copy-objects photos backup --arg names='[\"a.jpg\",\"b.jpg\"]'")),
            new KindGuide(
                    "transform",
                    "Streams objects of a bucket through a registered transformer into another bucket.",
                    List.of("xic start transform photos zipped --arg transformer=zip --arg append=.gz")),
            new KindGuide(
                    "rename-bucket",
                    "Gives a bucket another name: its objects move to the homes that the new name gives them, and the old bucket"
                            + " ends in the moment in which all is well.",
                    List.of("xic start rename-bucket photos archive")),
            new KindGuide(
                    "promote",
                    "Makes objects of files that lie below a promote folder of the targets.",
                    List.of("xic start promote photos --arg path=/srv/incoming/today --arg prepend=today/")),
            new KindGuide(
                    "delete",
                    "Deletes objects by name, by a range of names, or by prefix. A name that is not there is no error.",
                    List.of(
                            "xic start delete photos --arg template='shard-{0001..0100}.tar'",
                            "xic start delete photos --arg names=@old-names.txt",
                            "xic start delete photos --arg prefix=2019/ --key nightly-2026-11-24")),
            new KindGuide(
                    "lru",
                    "Frees mount paths that are above their low watermark: what was not read for longest goes first, out of buckets"
                            + " whose property lru is on. Starts by itself at the high watermark.",
                    List.of("xic start lru", "xic start lru --arg force=true")),
            new KindGuide(
                    "cleanup",
                    "Removes what no object needs any more: litter of crashes, expired tombstones, folders of buckets that have"
                            + " ended.",
                    List.of("xic start cleanup")),
            new KindGuide(
                    "download",
                    "Fetches contents over http and https into a bucket; each target fetches the objects that it will own. Connects"
                            + " to public addresses only, and to the ranges that its settings allow, judged on the very address"
                            + " that is connected to. What stopped goes on where it stopped if the server vouches that it is still"
                            + " the same; what is here from the same URL and unchanged there is skipped. Each URL that fails is an"
                            + " error of its own.",
                    List.of(
                            "xic start download photos --arg url=https://example.org/a.tar",
                            "xic start download photos --arg template='https://example.org/img-{0001..0100}.tar' --arg prepend=img/",
                            "xic start download photos --arg urls='[{\"url\":\"https://example.org/a\",\"name\":\"b\",\"checksum\":\"md5:5d41402abc4b2a76b9719d911017c592\"}]'",
                            "xic start download photos --arg urls=@urls.txt --arg connections=8 --arg bytesPerSecond=10000000")),
            new KindGuide(
                    "rebalance",
                    "Moves objects to where the active placement wants them: copies first, deletes last. The cluster starts it by"
                            + " itself whenever the placement has changed.",
                    List.of()));

    /** Of that kind. */
    public static KindGuide of(Kind kind) {
        return ALL.stream()
                .filter(guide -> guide.kind().equals(kind.name()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kind " + kind.name() + " has no guide"));
    }

    /** How it is started, for example {@code xic start copy-bucket SOURCE DESTINATION}; empty for what only the cluster starts. */
    public static String usage(Kind kind) {
        if (!kind.startable()) {
            return "";
        }
        String buckets = switch (kind.scope()) {
            case CLUSTER -> "";
            case BUCKET -> " BUCKET";
            case TWO_BUCKETS -> " SOURCE DESTINATION";
            case ONE_OR_ALL -> " [BUCKET]";
        };
        return "xic start " + kind.name() + buckets + (kind.arguments().isEmpty() ? "" : " [--arg NAME=VALUE]...");
    }

    /** What happens when a target dies or is cut off. */
    public static String whenATargetIsLost(Kind kind) {
        String policy = switch (kind.policy()) {
            case RESTART ->
                "waits " + kind.window().toSeconds() + " s for the target and goes on there; else all of it is aborted";
            case ABORT -> "all of it is aborted";
            case CONTINUE -> "the others go on, and it ends with an error";
        };
        return kind.policy().name().toLowerCase(Locale.ROOT) + ": " + policy + ". Bound: "
                + kind.lossBound().toSeconds() + " s from the loss to the end, if it does not go on.";
    }

    /** Kinds that cannot be active at the same time, whichever of both says so; in the order of {@link Kinds#ALL}. */
    public static List<String> excluded(Kind kind) {
        return Kinds.ALL.stream().filter(kind::shutsOut).map(Kind::name).toList();
    }

    /** The rule about arguments that go together; empty when there is none. */
    public static String choice(Kind kind) {
        if (!kind.oneOf().isEmpty()) {
            return "Exactly one of " + String.join(", ", kind.oneOf()) + ".";
        }
        return kind.atMostOneOf().isEmpty() ? "" : "At most one of " + String.join(", ", kind.atMostOneOf()) + ".";
    }

    /** The word for the type of an argument, as the REST door has it. */
    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
