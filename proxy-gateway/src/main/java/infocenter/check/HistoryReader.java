package infocenter.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import infocenter.check.History.Fault;
import infocenter.check.Operation.Outcome;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a history strictly: a slip of the pen must not become a check that is silently left out. Unknown fields and words are refused, and
 * so are clients that do two things at once or go on after a write of which nobody knows what became of it.
 */
final class HistoryReader {
    private static final int ERRORS_MAX = 50;

    private static final ObjectReader LINES = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build()
            .readerFor(Line.class);

    private final List<Operation> operations = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private HistoryReader() {}

    static History read(BufferedReader file) throws IOException, BadHistory {
        HistoryReader reader = new HistoryReader();
        int number = 0;
        for (String text = file.readLine(); text != null; text = file.readLine()) {
            number++;
            if (!text.isBlank()) {
                reader.line(number, text);
            }
        }
        reader.operations.sort(Comparator.comparingLong(Operation::call));
        reader.clients();
        if (!reader.errors.isEmpty()) {
            throw new BadHistory(reader.errors);
        }
        return new History(List.copyOf(reader.operations), List.copyOf(reader.faults));
    }

    private void line(int number, String text) {
        try {
            Line line = LINES.readValue(text);
            if (line == null) {
                throw new Refused("not a record");
            }
            switch (line.type() == null ? "op" : line.type()) {
                case "meta" -> {}
                case "fault" -> faults.add(fault(line));
                case "op" -> operations.add(LineReader.operation(number, line));
                default -> throw new Refused("unknown type " + line.type());
            }
        } catch (JsonProcessingException e) {
            error(number, "not a record: " + e.getOriginalMessage());
        } catch (Refused e) {
            error(number, String.valueOf(e.getMessage()));
        }
    }

    private static Fault fault(Line line) throws Refused {
        if (line.name() == null || line.name().isEmpty() || line.begin() == null || line.end() == null) {
            throw new Refused("a fault needs name, begin_ns and end_ns");
        }
        if (line.end() < line.begin()) {
            throw new Refused("end_ns before begin_ns");
        }
        return new Fault(line.name(), line.begin(), line.end());
    }

    private void error(int number, String text) {
        if (errors.size() < ERRORS_MAX) {
            errors.add("line " + number + ": " + text);
        }
    }

    /** Times can only be trusted of clients that wait for their answers, and whose open writes cannot be mistaken for later ones. */
    private void clients() {
        Map<Integer, @Nullable Operation> before = new HashMap<>();
        for (Operation operation : operations) {
            Operation last = before.put(operation.client(), operation);
            if (last == null) {
                continue;
            }
            boolean write = last.op() != Operation.Op.STATUS && last.op() != Operation.Op.LIST;
            if (write && last.outcome() == Outcome.INFO) {
                error(
                        operation.line(),
                        "client " + operation.client() + " goes on after the write of line " + last.line()
                                + ", of which nobody knows what became: give it a new number");
            } else if (operation.call() < last.back()) {
                error(
                        operation.line(),
                        "client " + operation.client() + " asks before line " + last.line() + " was answered");
            }
        }
    }

    /** Why a line is none. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String why) {
            super(why);
        }
    }
}
