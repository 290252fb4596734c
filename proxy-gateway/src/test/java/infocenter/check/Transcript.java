package infocenter.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** One history of {@code hand-written.txt}: what must be found in it, and itself as it would be recorded. */
record Transcript(String title, String rule, Rules rules, String jsonLines) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OWN_CLIENTS = 100;

    boolean good() {
        return rule.isEmpty();
    }

    static List<Transcript> all(String text) {
        List<Transcript> all = new ArrayList<>();
        String[] parts = text.split("(?m)^== ");
        for (int i = 1; i < parts.length; i++) {
            all.add(one(parts[i]));
        }
        return all;
    }

    private static Transcript one(String part) {
        String[] lines = part.strip().split("\n");
        String heading = lines[0];
        int colon = heading.indexOf(':');
        String expected = heading.substring(0, colon).replaceAll("\\[.*\\]", "").strip();
        Rules rules = new Rules(heading.contains("allow-purge"), heading.contains("strict-finish"));
        StringBuilder json = new StringBuilder();
        for (int i = 1; i < lines.length; i++) {
            json.append(line(OWN_CLIENTS + i, lines[i])).append('\n');
        }
        String rule = expected.equals("good") ? "" : expected.substring("bad ".length());
        return new Transcript(heading.substring(colon + 1).strip(), rule, rules, json.toString());
    }

    private static String line(int client, String line) {
        String[] halves = (line + " ").split(" :", 2);
        String[] words = halves[0].strip().split(" ");
        String answer = halves.length == 2 ? halves[1].strip() : "";
        String[] times = words[0].split("-");
        ObjectNode json = JSON.createObjectNode();
        json.put("client", client).put("call_ns", Long.parseLong(times[0]));
        switch (times[1]) {
            case "?" -> json.put("outcome", "info");
            case "!" -> json.put("outcome", "fail").put("return_ns", Long.parseLong(times[0]) + 1);
            default -> json.put("outcome", "ok").put("return_ns", Long.parseLong(times[1]));
        }
        for (int i = 1; i < words.length; i++) {
            asked(json, words[i]);
        }
        boolean ok = json.get("outcome").asText().equals("ok");
        if (answer.startsWith("held")) {
            json.put("refused", "key-conflict");
            if (answer.startsWith("held=")) {
                json.putObject("output").put("id", answer.substring("held=".length()));
            }
        } else if (ok && json.get("op").asText().equals("list")) {
            list(json.putObject("output"), answer);
        } else if (ok) {
            ObjectNode output = json.putObject("output");
            for (String word : answer.split(" ")) {
                answered(output, word);
            }
        }
        return json.toString();
    }

    private static void asked(ObjectNode json, String word) {
        if (word.startsWith("key=")) {
            json.put("key", word.substring("key=".length()));
        } else if (word.startsWith("body=")) {
            json.put("input_hash", word.substring("body=".length()));
        } else if (word.startsWith("kind=")) {
            json.putObject("input").put("kind", word.substring("kind=".length()));
        } else if (word.matches("c[0-9]+")) {
            json.put("client", Integer.parseInt(word.substring(1)));
        } else if (word.equals("stale") || word.equals("monotonic")) {
            json.put("level", word);
        } else if (word.matches("[A-Z]")) {
            json.put("id", word);
        } else {
            json.put("op", word);
        }
    }

    private static void answered(ObjectNode output, String word) {
        String[] pair = word.split("=");
        switch (pair[0]) {
            case "new" -> output.put("created", true);
            case "known" -> output.put("created", false);
            case "none" -> output.put("found", false);
            case "version" -> output.put("version", Long.parseLong(pair[1]));
            case "id", "key", "kind", "cause", "origin", "attrs" -> output.put(pair[0], pair[1]);
            default -> output.put("state", word);
        }
    }

    private static void list(ObjectNode output, String answer) {
        var items = output.putArray("items");
        for (String word : answer.split(" ")) {
            if (word.equals("partial")) {
                output.put("partial", true);
            } else if (!word.isEmpty()) {
                String[] row = word.split("=");
                String[] said = row[1].split("/", -1);
                ObjectNode item = items.addObject().put("id", row[0]).put("state", said[0]);
                if (said.length > 1 && !said[1].isEmpty()) {
                    item.put("cause", said[1]);
                }
                if (said.length > 2) {
                    item.put("origin", said[2]);
                }
            }
        }
    }
}
