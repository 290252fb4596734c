package infocenter.wire;

import com.google.protobuf.Message;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/** What every decoder refuses. */
final class Strict {
    private Strict() {}

    /** Refuses fields of a newer writer: who skips them in the log makes another value than who knows them. */
    static <M extends Message> M known(M message) {
        if (!message.getUnknownFields().isEmpty()) {
            throw new WireException(message.getDescriptorForType().getName() + " has fields that are unknown here: "
                    + message.getUnknownFields().asMap().keySet());
        }
        return message;
    }

    /** Refuses a message that is not there. */
    static <M> M present(boolean there, M message, String field) {
        if (!there) {
            throw new WireException(field + " is missing");
        }
        return message;
    }

    /** Makes a value that checks itself, and names the field when it refuses. */
    static <A, T> T made(String field, A raw, Function<A, T> constructor) {
        try {
            return constructor.apply(raw);
        } catch (IllegalArgumentException refused) {
            throw new WireException(field + ": " + refused.getMessage(), refused);
        }
    }

    static XactionId xactionId(String field, String text) {
        return made(field, text, XactionId::new);
    }

    static NodeId nodeId(String field, String text) {
        return made(field, text, NodeId::new);
    }

    /** An immutable list in the same order. */
    static <A, T> List<T> each(List<? extends A> raw, Function<A, T> decode) {
        if (raw.isEmpty()) {
            return List.of();
        }
        ArrayList<T> all = new ArrayList<>(raw.size());
        for (A one : raw) {
            all.add(decode.apply(one));
        }
        return Collections.unmodifiableList(all);
    }

    static List<NodeId> nodeIds(String field, List<String> texts) {
        return each(texts, text -> nodeId(field, text));
    }
}
