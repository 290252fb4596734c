package infocenter.core.xaction;

import infocenter.core.xaction.Kind.Argument;
import infocenter.core.xaction.Kind.Scope;
import infocenter.core.xaction.Kind.Type;
import java.util.List;

/** Kinds that bring objects in from elsewhere. */
final class ArrivingKinds {
    static final Kind DOWNLOAD = new Kind(
            "download",
            "Download",
            Scope.BUCKET,
            true,
            false,
            false,
            List.of(),
            100,
            Policy.RESTART,
            KindParts.WINDOW,
            KindParts.STOP,
            List.of(
                    new Argument("url", Type.URL, false, "one URL; the object is named by its last segment", 1, 2_048),
                    new Argument(
                            "template",
                            Type.URL_TEMPLATE,
                            false,
                            "range of URLs, for example http://host/img-{0001..0100}.tar",
                            1,
                            2_048),
                    new Argument(
                            "urls",
                            Type.LINKS,
                            false,
                            "URLs, each a text or {\"url\", \"name\", \"checksum\", \"size\"}",
                            1,
                            10_000),
                    new Argument("prepend", Type.STRING, false, "put in front of every name", 0, 1_024),
                    new Argument(
                            "connections",
                            Type.INTEGER,
                            false,
                            "URLs fetched at a time by each target, 1 to 64; default 4",
                            1,
                            64),
                    new Argument(
                            "bytesPerSecond",
                            Type.INTEGER,
                            false,
                            "bandwidth at each target; default: what the target's settings allow",
                            1_024,
                            1L << 50),
                    new Argument(
                            "maxBytes",
                            Type.INTEGER,
                            false,
                            "a larger content is refused; default: what the target's settings allow",
                            1,
                            1L << 50),
                    new Argument(
                            "timeoutSeconds",
                            Type.INTEGER,
                            false,
                            "longest time for one URL with all its tries, waits for a bandwidth not counted, 1 to 604,800; default 3,600",
                            1,
                            604_800),
                    new Argument("retries", Type.INTEGER, false, "further tries of a URL, 0 to 20; default 4", 0, 20)),
            List.of("url", "template", "urls"));

    private ArrivingKinds() {}
}
