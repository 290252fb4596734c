package infocenter.wire;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.NodeId;
import infocenter.core.xaction.XactionId;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Random values of any record that travels, from a seed: a component that is added to a record is in every test at once. */
final class Generated {
    private static final String LETTERS = "abcXYZ019";
    private static final String[] TEXTS = {
        "", "a", "größe", "\"q\"\n", "日本", "\uD83D\uDE00", "a/b c", "{\"prefix\":\"x\"}"
    };
    private static final long[] NUMBERS = {0, 1, -1, 127, 128, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE};

    private final Random random;

    Generated(long seed) {
        this.random = new Random(seed);
    }

    <T> T one(Class<T> type) {
        return type.cast(value(type));
    }

    private Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return container(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == XactionId.class) {
            return new XactionId(name());
        } else if (plain == NodeId.class) {
            return new NodeId(name());
        } else if (plain == BucketName.class) {
            return new BucketName("ais", random.nextBoolean() ? "" : name() + "#" + name(), name());
        } else if (plain == String.class) {
            return TEXTS[random.nextInt(TEXTS.length)];
        } else if (plain == long.class || plain == Long.class) {
            return random.nextBoolean() ? NUMBERS[random.nextInt(NUMBERS.length)] : random.nextLong();
        } else if (plain == int.class) {
            return random.nextInt();
        } else if (plain == boolean.class) {
            return random.nextBoolean();
        } else if (plain == byte[].class) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            return bytes;
        } else if (plain.isEnum()) {
            return plain.getEnumConstants()[random.nextInt(plain.getEnumConstants().length)];
        } else if (plain.isSealed()) {
            Class<?>[] kinds = plain.getPermittedSubclasses();
            return value(kinds[random.nextInt(kinds.length)]);
        }
        return record(plain);
    }

    private Object container(ParameterizedType generic) {
        Type[] of = generic.getActualTypeArguments();
        int size = random.nextInt(4);
        if (generic.getRawType() == List.class) {
            List<Object> list = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                list.add(value(of[0]));
            }
            return list;
        }
        if (generic.getRawType() == TreePMap.class) {
            TreeMap<Object, Object> map = new TreeMap<>();
            for (int i = 0; i < size; i++) {
                Object one = value(of[1]);
                map.put(keyOf(one, of[0]), one);
            }
            return TreePMap.fromSortedMap(map);
        }
        throw new AssertionError("no rule for " + generic);
    }

    /** A record that holds its own key is kept below that key. */
    private Object keyOf(Object one, Type keyType) {
        for (RecordComponent component :
                one instanceof Record ? one.getClass().getRecordComponents() : new RecordComponent[0]) {
            if (component.getType() == keyType) {
                try {
                    return component.getAccessor().invoke(one);
                } catch (ReflectiveOperationException impossible) {
                    throw new AssertionError(impossible);
                }
            }
        }
        return value(keyType);
    }

    /** Tries again while the record's own checks refuse what was thrown together. */
    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null) {
            throw new AssertionError("no rule for " + type);
        }
        for (int tries = 0; tries < 1_000; tries++) {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                boolean mayMiss = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
                values[i] = mayMiss && random.nextBoolean() ? null : value(components[i].getGenericType());
            }
            try {
                Class<?>[] types =
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
                Constructor<?> canonical = type.getDeclaredConstructor(types);
                canonical.setAccessible(true);
                return canonical.newInstance(values);
            } catch (InvocationTargetException refused) {
                if (!(refused.getCause() instanceof IllegalArgumentException)) {
                    throw new AssertionError(refused);
                }
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        }
        throw new AssertionError("nothing that " + type + " accepts");
    }

    private String name() {
        StringBuilder name = new StringBuilder();
        int length = 1 + random.nextInt(12);
        for (int i = 0; i < length; i++) {
            name.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return name.toString();
    }
}
