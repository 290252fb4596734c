package infocenter.golden;

import infocenter.core.command.Stamp;
import infocenter.core.table.Change;
import infocenter.core.table.Information;
import infocenter.core.table.InformationTable;
import infocenter.core.table.Table;
import infocenter.wire.Digest;
import infocenter.wire.LogCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Recorded entries and what applying them must give for ever: a line {@code entry} with the bytes of each in hex, {@code outcomes} with
 * the SHA-256 of all outcomes, {@code digest} with that of the value.
 *
 * @param entries as they stand in the log
 * @param outcomes what came of them
 * @param digest of the value after the last
 */
record GoldenLog(List<byte[]> entries, String outcomes, String digest) {

    /** Applies the entries to an empty table, and says what that gives. */
    static GoldenLog replay(List<byte[]> entries) {
        Information now = Information.EMPTY;
        MessageDigest outcomes = sha256();
        for (byte[] bytes : entries) {
            LogCodec.Entry entry = LogCodec.decodeEntry(ByteBuffer.wrap(bytes));
            Stamp stamp = entry.stamp();
            Change change = InformationTable.apply(now, stamp, entry.batch());
            outcomes.update(LogCodec.encodeOutcomes(change.outcomes()));
            now = change.information();
        }
        return new GoldenLog(entries, HexFormat.of().formatHex(outcomes.digest()), Digest.of(now));
    }

    static GoldenLog of(List<Table.Entry> log) {
        return replay(log.stream()
                .map(entry -> LogCodec.encodeEntry(entry.stamp(), LogCodec.encodeBatch(entry.batch())))
                .toList());
    }

    static GoldenLog read(Path file) throws IOException {
        List<byte[]> entries = new ArrayList<>();
        String outcomes = "";
        String digest = "";
        for (String line : Files.readAllLines(file)) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "entry" -> entries.add(HexFormat.of().parseHex(words[1]));
                case "outcomes" -> outcomes = words[1];
                case "digest" -> digest = words[1];
                default -> throw new IllegalArgumentException(file + ": " + words[0]);
            }
        }
        return new GoldenLog(entries, outcomes, digest);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (byte[] entry : entries) {
            text.append("entry ").append(HexFormat.of().formatHex(entry)).append('\n');
        }
        text.append("outcomes ")
                .append(outcomes)
                .append("\ndigest ")
                .append(digest)
                .append('\n');
        Files.writeString(file, text, StandardCharsets.US_ASCII);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java platform has SHA-256", missing);
        }
    }
}
