package infocenter.core.table;

import infocenter.core.command.Json;
import infocenter.core.xaction.ContentChecksum;
import infocenter.core.xaction.Kind.Type;
import infocenter.core.xaction.Link;
import infocenter.core.xaction.LinkTemplate;
import infocenter.core.xaction.WebUrl;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Judges arguments that are URLs. */
final class LinkArguments {
    private LinkArguments() {}

    /** The rule that a URL or a template of URLs breaks; null when it is one. */
    static @Nullable String broken(Type type, String text) {
        try {
            if (type == Type.URL) {
                Link.of(WebUrl.parse(text));
            } else {
                LinkTemplate.parse(text);
            }
            return null;
        } catch (IllegalArgumentException broken) {
            return (type == Type.URL ? "a URL: " : "a template of URLs: ") + broken.getMessage();
        }
    }

    /** The rule that a list of links breaks, and at which place; null when all are links with names of their own. */
    static @Nullable String broken(List<Json> links) {
        TreeSet<String> names = new TreeSet<>();
        for (int at = 0; at < links.size(); at++) {
            try {
                if (!names.add(link(links.get(at)).name())) {
                    throw new IllegalArgumentException("another link has the same object name; give it a name");
                }
            } catch (IllegalArgumentException broken) {
                return "an array of links: [" + at + "] " + broken.getMessage();
            }
        }
        return null;
    }

    private static Link link(Json json) {
        if (json instanceof Json.Text text) {
            return Link.of(WebUrl.parse(text.value()));
        }
        if (!(json instanceof Json.Fields fields)) {
            throw new IllegalArgumentException("must be a URL, or an object with url, name, checksum and size");
        }
        String url = null;
        String name = null;
        ContentChecksum checksum = null;
        long size = Link.SIZE_UNKNOWN;
        for (Map.Entry<String, Json> field : fields.values().entrySet()) {
            switch (field.getKey()) {
                case "url" -> url = text(field);
                case "name" -> name = text(field);
                case "checksum" -> checksum = ContentChecksum.parse(text(field));
                case "size" -> size = size(field);
                default ->
                    throw new IllegalArgumentException("must have no field " + Texts.cut(field.getKey(), 64)
                            + ", only url, name, checksum and size");
            }
        }
        if (url == null) {
            throw new IllegalArgumentException("must have a url");
        }
        WebUrl parsed = WebUrl.parse(url);
        return new Link(parsed, name == null ? parsed.lastSegment() : name, checksum, size);
    }

    private static String text(Map.Entry<String, Json> field) {
        if (field.getValue() instanceof Json.Text text) {
            return text.value();
        }
        throw new IllegalArgumentException(field.getKey() + " must be a text");
    }

    private static long size(Map.Entry<String, Json> field) {
        if (field.getValue() instanceof Json.Whole whole && whole.value() >= 0) {
            return whole.value();
        }
        throw new IllegalArgumentException("size must be an integer that is not negative");
    }
}
