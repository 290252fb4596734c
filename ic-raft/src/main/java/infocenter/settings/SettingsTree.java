package infocenter.settings;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One parsed file on its way into a record; knows at every step which key it is at. Used once, by one thread. */
final class SettingsTree {
    private final Path path;
    private final String file;
    private final Class<?> rootType;

    SettingsTree(Path path, Class<?> rootType) {
        this.path = path.toAbsolutePath();
        this.file = String.valueOf(path.getFileName());
        this.rootType = rootType;
    }

    Object root(@Nullable JsonNode tree) {
        if (tree == null || tree.isMissingNode() || tree.isNull()) {
            return group(SettingsReader.parseDefault("{}"), "", rootType);
        }
        refuseUnknown(tree, "", rootType);
        return group(tree, "", rootType);
    }

    private Object group(JsonNode tree, String at, Class<?> type) {
        if (!tree.isObject()) {
            throw refused(at, "expected keys such as " + known(type) + ", but found " + SettingsValues.found(tree));
        }
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String key = below(at, components[i].getName());
            values[i] = value(given(tree, key, components[i]), key, components[i].getGenericType());
        }
        return construct(type, components, values, at);
    }

    /** Everywhere and first: a typing error would else be told as the missing key that it was to be. */
    private void refuseUnknown(JsonNode tree, String at, Class<?> type) {
        Set<String> known = known(type);
        for (Iterator<String> names = tree.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                String key = below(at, name);
                throw new SettingsException("unknown key " + key + " in " + file
                        + NearestKey.to(key, SettingsKeys.of(rootType))
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("; known here: " + String.join(", ", known)));
            }
        }
        for (RecordComponent component : type.getRecordComponents()) {
            Type element = SettingsKeys.element(component.getGenericType());
            JsonNode node = tree.path(component.getName());
            String key = below(at, component.getName());
            if (SettingsKeys.isGroup(element) && node.isArray()) {
                for (int i = 0; i < node.size(); i++) {
                    refuseUnknown(node.get(i), key + "[" + i + "]", (Class<?>) element);
                }
            } else if (SettingsKeys.isGroup(element)) {
                refuseUnknown(node, key, (Class<?>) element);
            }
        }
    }

    private static Set<String> known(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(component.getName());
        }
        return names;
    }

    /** What the file says, or the default. */
    private JsonNode given(JsonNode tree, String key, RecordComponent component) {
        JsonNode node = tree.get(component.getName());
        if (node != null && !node.isNull()) {
            return node;
        }
        Setting setting = SettingsKeys.setting(component);
        if (setting.value().equals(Setting.REQUIRED)) {
            throw new SettingsException("missing key " + key + " in " + file + ": " + setting.help());
        }
        return SettingsReader.parseDefault(setting.value());
    }

    private Object value(JsonNode node, String key, Type type) {
        if (SettingsKeys.isList(type)) {
            return list(node, key, SettingsKeys.element(type));
        }
        if (SettingsKeys.isGroup(type)) {
            return group(node, key, (Class<?>) type);
        }
        try {
            return SettingsValues.read(node, (Class<?>) type, path);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException(key + " in " + file + ": " + wrong.getMessage(), wrong);
        }
    }

    private List<Object> list(JsonNode node, String key, Type element) {
        if (!node.isArray()) {
            throw refused(key, "expected a list in brackets or with dashes, but found " + SettingsValues.found(node));
        }
        List<Object> values = new ArrayList<>();
        for (JsonNode one : node) {
            String place = key + "[" + values.size() + "]";
            if (one.isNull()) {
                throw refused(place, "is empty");
            }
            values.add(value(one, place, element));
        }
        return List.copyOf(values);
    }

    private Object construct(Class<?> type, RecordComponent[] components, Object[] values, String at) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof IllegalArgumentException wrong) {
                String why = String.valueOf(wrong.getMessage());
                // Checks begin with the name of the component: then it reads as one key at.
                boolean named = known(type).contains(why.split("[ .\\[]", 2)[0]);
                throw new SettingsException(
                        (named ? below(at, why) : at.isEmpty() ? why : at + ": " + why) + " (in " + file + ")", wrong);
            }
            throw new IllegalStateException("settings " + type.getSimpleName() + " cannot be made", failed);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("settings " + type.getSimpleName() + " cannot be made", impossible);
        }
    }

    private SettingsException refused(String at, String why) {
        return new SettingsException((at.isEmpty() ? "" : at + " in ") + file + ": " + why);
    }

    private static String below(String at, String name) {
        return at.isEmpty() ? name : at + "." + name;
    }
}
