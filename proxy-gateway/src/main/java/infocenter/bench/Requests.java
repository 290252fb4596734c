package infocenter.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.LongFunction;

/** Requests of the public door as bytes. */
final class Requests {
    private static final byte[] NO_BODY = {};

    private Requests() {}

    /**
     * Starts of a job that finds nothing to do: what is measured is the control plane.
     *
     * @param bucket without objects
     * @param keyPrefix of an idempotency key for each, or empty for none
     * @param wait what a start waits for: acknowledged or registered
     */
    static LongFunction<byte[]> starts(String bucket, String keyPrefix, String wait) {
        byte[] body = ("{\"kind\":\"delete\",\"buckets\":[\"" + bucket + "\"],\"arguments\":{\"names\":[\"none\"]}}")
                .getBytes(StandardCharsets.UTF_8);
        String line = "POST /ic/v1/xactions?wait=" + wait;
        if (keyPrefix.isEmpty()) {
            byte[] same = request(line, "", body);
            return number -> same;
        }
        return number -> request(line, "Idempotency-Key: " + keyPrefix + number + "\r\n", body);
    }

    /** Details of these xactions in turn. */
    static LongFunction<byte[]> details(List<String> ids) {
        byte[][] all = ids.stream().map(id -> get("/ic/v1/xactions/" + id)).toArray(byte[][]::new);
        return number -> all[(int) (number % all.length)];
    }

    static LongFunction<byte[]> pages(int rows) {
        byte[] same = get("/ic/v1/xactions?limit=" + rows);
        return number -> same;
    }

    static byte[] get(String path) {
        return request("GET " + path, "", NO_BODY);
    }

    private static byte[] request(String line, String headers, byte[] body) {
        String entity =
                body.length == 0 ? "" : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n";
        byte[] head = (line + " HTTP/1.1\r\nHost: bench\r\n" + headers + entity + "\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
