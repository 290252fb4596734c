package infocenter.target.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;

/** A server on loopback that answers as a test says, also as no decent server would. */
public final class ScriptedServer implements AutoCloseable {
    /** How a path answers. */
    @FunctionalInterface
    public interface Script {
        void answer(Request request, OutputStream out) throws IOException;
    }

    /**
     * What came.
     *
     * @param number of the request to this path, from 1
     */
    public record Request(String path, Map<String, String> fields, int number) {}

    private final ServerSocket socket;
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    public ScriptedServer() throws IOException {
        this(ServerSocketFactory.getDefault());
    }

    ScriptedServer(ServerSocketFactory sockets) throws IOException {
        socket = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    public int port() {
        return socket.getLocalPort();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    public ScriptedServer on(String path, Script script) {
        scripts.put(path, script);
        return this;
    }

    /** Serves a content as it should be, with that entity tag, ranges and conditions too. */
    public ScriptedServer serve(String path, byte[] content, String etag) {
        return on(path, (request, out) -> decent(request, out, content, etag));
    }

    public static void decent(Request request, OutputStream out, byte[] content, String etag) throws IOException {
        String range = request.fields().get("range");
        boolean same = etag.equals(request.fields().get("if-range"));
        if (!etag.isEmpty() && etag.equals(request.fields().get("if-none-match"))) {
            head(out, "304 Not Modified", "ETag: " + etag);
            return;
        }
        int from = range != null && same ? Integer.parseInt(range.substring(6, range.length() - 1)) : 0;
        String tag = etag.isEmpty() ? "X: y" : "ETag: " + etag;
        String length = "Content-Length: " + (content.length - from);
        if (from == 0) {
            head(out, "200 OK", length, tag);
        } else {
            head(
                    out,
                    "206 Partial Content",
                    length,
                    tag,
                    "Content-Range: bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        out.write(content, from, content.length - from);
        out.flush();
    }

    public static void head(OutputStream out, String status, String... fields) throws IOException {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + "\r\n");
        for (String field : fields) {
            text.append(field).append("\r\n");
        }
        out.write(text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Ends the connection after what was written. */
    public static IOException hangUp() {
        return new IOException("as the script says");
    }

    /** Waits; for ever means until this server is closed. */
    public void rest(long millis) {
        try {
            closed.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    public List<Request> requests() {
        return requests;
    }

    public long connected() {
        return connections.size();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException ended) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
            OutputStream out = connection.getOutputStream();
            String first;
            while ((first = in.readLine()) != null) {
                TreeMap<String, String> fields = new TreeMap<>();
                String line;
                while ((line = in.readLine()) != null && !line.isEmpty()) {
                    int colon = line.indexOf(':');
                    fields.put(
                            line.substring(0, colon).toLowerCase(java.util.Locale.ROOT),
                            line.substring(colon + 1).strip());
                }
                String path = first.split(" ")[1];
                Request request = new Request(path, fields, numbers.merge(path, 1, Integer::sum));
                requests.add(request);
                Script script = scripts.get(path);
                if (script == null) {
                    head(out, "404 Not Found", "Content-Length: 0");
                } else {
                    script.answer(request, out);
                }
            }
        } catch (IOException ended) {
            // The script or the client hung up.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted-server");
        thread.setDaemon(true);
        thread.start();
    }
}
