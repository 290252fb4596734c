package infocenter.gateway.ais.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a node measures of itself, read out of its metrics page: one source for AIStore's clients and for monitoring.
 *
 * @param values by name, with labels as they stand in the page
 */
record Figures(Map<String, Double> values) {
    private static final Pattern LINE = Pattern.compile("([a-z_0-9]+(?:\\{[^}]*})?) ([-+.0-9Ee]+)");
    private static final Pattern MOUNT = Pattern.compile("xic_store_capacity_bytes\\{mount=\"([^\"]*)\"[^}]*}");
    private static final double NANOS = 1e9;

    static Figures of(String page) {
        Map<String, Double> values = new TreeMap<>();
        for (String line : page.split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                try {
                    values.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
                } catch (NumberFormatException notOne) {
                    // A page of somebody newer: what cannot be read is left out.
                }
            }
        }
        return new Figures(values);
    }

    /** AIStore's figures that this system has. */
    void tracker(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("tracker");
        json.writeNumberField("up.ns.time", (long) (value("process_uptime_seconds") * NANOS));
        json.writeEndObject();
    }

    void capacity(JsonGenerator json) throws IOException {
        long used = 0;
        long free = 0;
        int highest = 0;
        int lowest = 100;
        int sum = 0;
        int mounts = 0;
        json.writeObjectFieldStart("capacity");
        json.writeObjectFieldStart("mountpaths");
        for (String name : values.keySet()) {
            Matcher mount = MOUNT.matcher(name);
            if (mount.matches()) {
                long has = (long) value(name);
                long taken = (long) value(name.replace("capacity", "used"));
                int percent = has == 0 ? 0 : (int) (taken * 100 / has);
                mount(json, mount.group(1), taken, has - taken, percent);
                used += taken;
                free += has - taken;
                highest = Math.max(highest, percent);
                lowest = Math.min(lowest, percent);
                sum += percent;
                mounts++;
            }
        }
        json.writeEndObject();
        json.writeStringField("cs_err", "");
        json.writeStringField("total_used", Long.toString(used));
        json.writeStringField("total_avail", Long.toString(free));
        json.writeNumberField("pct_max", highest);
        json.writeNumberField("pct_avg", mounts == 0 ? 0 : sum / mounts);
        json.writeNumberField("pct_min", mounts == 0 ? 0 : lowest);
        json.writeEndObject();
    }

    private static void mount(JsonGenerator json, String name, long used, long free, int percent) throws IOException {
        json.writeObjectFieldStart("mount-" + name);
        json.writeStringField("mountpath_label", "");
        json.writeObjectFieldStart("fs");
        json.writeStringField("Fs", "mount-" + name);
        json.writeStringField("FsType", "");
        json.writeStringField("FsID", "0,0");
        json.writeEndObject();
        json.writeArrayFieldStart("disks");
        json.writeEndArray();
        json.writeStringField("used", Long.toString(used));
        json.writeStringField("avail", Long.toString(Math.max(0, free)));
        json.writeNumberField("pct_used", percent);
        json.writeEndObject();
    }

    /** Memory and load of the process and its machine. */
    void load(JsonGenerator json) throws IOException {
        double used = sum("jvm_memory_used_bytes");
        double most = Math.max(used, sum("jvm_memory_max_bytes"));
        double busy = Math.max(0, value("system_cpu_usage")) * 100;
        json.writeStartObject();
        json.writeNumberField("mem_used", (long) used);
        json.writeNumberField("mem_avail", (long) (most - used));
        json.writeNumberField("pct_mem_used", most == 0 ? 0 : used * 100 / most);
        json.writeNumberField("pct_cpu_used", busy);
        json.writeObjectFieldStart("load_avg");
        for (String span : new String[] {"One", "Five", "Fifteen"}) {
            json.writeNumberField(span, value("system_load_average_1m"));
        }
        json.writeEndObject();
        json.writeNumberField("cpu_util", (int) busy);
        json.writeEndObject();
    }

    private double value(String name) {
        return values.getOrDefault(name, 0.0);
    }

    /** Over all its labels; what is unlimited counts nothing. */
    private double sum(String name) {
        return values.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name + "{") && entry.getValue() > 0)
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }
}
