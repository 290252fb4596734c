package infocenter.settings;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every key of a settings record, with the keys of the records inside it. */
final class SettingsKeys {
    private SettingsKeys() {}

    /**
     * One key.
     *
     * @param path for example {@code rest.port} or {@code mounts[].path}
     * @param type of its value
     * @param setting its help and default
     */
    record Key(String path, Type type, Setting setting) {
        boolean required() {
            return setting.value().equals(Setting.REQUIRED);
        }

        /** The last part of the path. */
        String name() {
            return path.substring(path.lastIndexOf('.') + 1);
        }

        int depth() {
            return (int) path.chars().filter(c -> c == '.').count();
        }
    }

    /** In the order of the components, each record before what is inside it. */
    static List<Key> of(Class<?> type) {
        List<Key> keys = new ArrayList<>();
        add(keys, "", type);
        return keys;
    }

    private static void add(List<Key> keys, String parent, Class<?> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = parent.isEmpty() ? component.getName() : parent + "." + component.getName();
            keys.add(new Key(path, component.getGenericType(), setting(component)));
            Class<?> inner = recordWithin(component.getGenericType());
            if (inner != null) {
                add(keys, isList(component.getGenericType()) ? path + "[]" : path, inner);
            }
        }
    }

    static Setting setting(RecordComponent component) {
        Setting setting = component.getAnnotation(Setting.class);
        if (setting == null) {
            throw new IllegalStateException(component.getDeclaringRecord().getSimpleName() + "." + component.getName()
                    + " has no @Setting: every key has a help");
        }
        return setting;
    }

    static boolean isList(Type type) {
        return type instanceof ParameterizedType list && list.getRawType() == List.class;
    }

    /** What a list holds, or the type itself. */
    static Type element(Type type) {
        return isList(type) ? ((ParameterizedType) type).getActualTypeArguments()[0] : type;
    }

    /** True for a record that is a group of keys, and not one value in YAML. */
    static boolean isGroup(Type type) {
        return type instanceof Class<?> plain && plain.isRecord() && !SettingsValues.isValue(plain);
    }

    private static @Nullable Class<?> recordWithin(Type type) {
        Type element = element(type);
        return isGroup(element) ? (Class<?>) element : null;
    }
}
