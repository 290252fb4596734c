package infocenter.target.transform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A transformer service on a free port whose behaviour is the path of its URL: {@code /upper} streams upper case while it reads,
 * {@code /hang} never answers, {@code /empty}, {@code /ten} answers ten times what came, {@code /half} fails for every other request,
 * {@code /cut} promises more than it gives, {@code /early} answers 413 and reads nothing, {@code /patient} answers 413 and reads all the
 * same, {@code /drip} gives a byte now and then, {@code /away} is a redirect.
 */
public final class BadService implements AutoCloseable {
    private static final int PIECE = 16 * 1024;
    private static final String TOO_LARGE = "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    public final AtomicInteger asked = new AtomicInteger();
    public final AtomicInteger hungUpOn = new AtomicInteger();

    public BadService() throws IOException {
        begin(() -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                open.add(socket);
                begin(() -> serve(socket));
            }
        });
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void begin(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (Exception closed) {
                // The test is over, or the client hung up.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    public String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    public String url(String behaviour) {
        return "http://" + host() + "/" + behaviour;
    }

    private void serve(Socket socket) throws Exception {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            String head = head(in);
            long length = Long.parseLong(header(head, "content-length"));
            int count = asked.incrementAndGet();
            try {
                behave(head.split(" ")[1].substring(1), count, length, in, out);
            } catch (IOException gone) {
                hungUpOn.incrementAndGet();
                throw gone;
            }
        }
    }

    private void behave(String behaviour, int count, long length, InputStream in, OutputStream out) throws Exception {
        switch (behaviour) {
            case "upper" -> upper(length, in, out);
            case "hang" -> {
                in.readNBytes((int) length);
                if (in.read() < 0) {
                    hungUpOn.incrementAndGet();
                }
            }
            case "empty" -> {
                in.readNBytes((int) length);
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
            case "ten" -> {
                byte[] all = in.readNBytes((int) length);
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: " + 10 * length + "\r\n\r\n");
                for (int i = 0; i < 10; i++) {
                    out.write(all);
                }
            }
            case "half" -> {
                in.readNBytes((int) length);
                say(
                        out,
                        count % 2 == 0
                                ? "HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\nbad input"
                                : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
            case "cut" -> {
                in.readNBytes((int) length);
                say(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
            }
            case "early" -> say(out, TOO_LARGE);
            case "patient" -> {
                say(out, TOO_LARGE);
                in.skipNBytes(length);
            }
            case "away" -> {
                in.skipNBytes(length);
                say(out, "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n");
            }
            case "drip" -> {
                say(out, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                while (!never.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                    say(out, ".");
                }
            }
            default -> {
                // What is not read before the end takes the answer with it.
                in.skipNBytes(length);
                say(out, "HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n");
            }
        }
        out.flush();
    }

    private static void upper(long length, InputStream in, OutputStream out) throws IOException {
        say(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        long left = length;
        while (left > 0) {
            byte[] piece = in.readNBytes((int) Math.min(PIECE, left));
            left -= piece.length;
            String upper = new String(piece, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
            say(out, Integer.toHexString(piece.length) + "\r\n" + upper + "\r\n");
        }
        say(out, "0\r\n\r\n");
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int one = in.read();
            if (one < 0) {
                throw new IOException("no head");
            }
            head.append((char) one);
        }
        return head.toString();
    }

    private static String header(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElseThrow();
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        never.countDown();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
