package infocenter.target.job;

import java.util.List;
import java.util.Map;

/**
 * The arguments of a start, parsed: values are {@code String}, {@code Integer}, {@code Long}, {@code Double}, {@code Boolean},
 * {@code List} or {@code Map}. The table has checked names and types already; ranges are checked here.
 */
public record Arguments(Map<String, Object> values) {
    /** A text, or what it is without being named. */
    public String text(String key, String otherwise) throws BadArgument {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof String text) {
            return text;
        }
        throw new BadArgument(key, "must be a text");
    }

    /** A whole number from {@code least} to {@code most}, or what it is without being named. */
    public long whole(String key, long otherwise, long least, long most) throws BadArgument {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if ((value instanceof Integer || value instanceof Long)
                && ((Number) value).longValue() >= least
                && ((Number) value).longValue() <= most) {
            return ((Number) value).longValue();
        }
        throw new BadArgument(key, "must be a whole number from " + least + " to " + most);
    }

    /** True or false, or what it is without being named. */
    public boolean flag(String key, boolean otherwise) throws BadArgument {
        Object value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new BadArgument(key, "must be true or false");
    }

    /** A list of texts; empty without being named. */
    public List<String> texts(String key) throws BadArgument {
        Object value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw new BadArgument(key, "must be a list of texts");
    }
}
