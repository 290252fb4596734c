package infocenter.target.fetch;

import infocenter.core.xaction.WebUrl;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Requests of one fetching thread, which keeps its last connection for the next one to the same server. A redirect is a request like
 * the first: its URL, port and address are judged anew.
 */
final class Exchange {
    private final Dialer dialer;
    private final Hold hold;
    private @Nullable Line kept;
    private String keptFor = "";

    Exchange(Dialer dialer, Hold hold) {
        this.dialer = dialer;
        this.hold = hold;
    }

    /** An answer whose content is yet to be read; end it with {@link Exchange#done} or {@link Exchange#drop}. */
    record Answer(WebUrl url, Head head, Body body, Line line) {}

    /** The answer at the end of all redirects. */
    Answer get(WebUrl url, Map<String, String> fields, long untilNanos) throws FetchFailure {
        WebUrl at = url;
        for (int hop = 0; hop <= Rules.REDIRECTS_MAX; hop++) {
            Answer answer = ask(at, fields, untilNanos);
            if (!redirects(answer.head())) {
                return answer;
            }
            drop(answer);
            at = next(at, answer.head().field("location"));
        }
        throw FetchFailure.lasting("more than " + Rules.REDIRECTS_MAX + " redirects");
    }

    /** The content was read to its end; false when the server sent more than it had announced. */
    boolean done(Answer answer) {
        boolean clean = answer.line().clean();
        if (clean && answer.head().lasting() && !answer.body().endless()) {
            kept = answer.line();
            keptFor = answer.url().origin();
        } else {
            drop(answer);
        }
        return clean;
    }

    /** Nobody wants the rest. */
    void drop(Answer answer) {
        close(answer.line());
    }

    /** Gives the connection back. */
    void close() {
        if (kept != null) {
            close(kept);
            kept = null;
        }
    }

    private Answer ask(WebUrl url, Map<String, String> fields, long untilNanos) throws FetchFailure {
        Line line = line(url);
        boolean well = false;
        try {
            line.send(request(url, fields));
            long silence = dialer.rules().silence().toNanos();
            Head head = Head.read(line, Math.min(untilNanos, System.nanoTime() + silence));
            if (head != null) {
                Answer answer = new Answer(url, head, Body.of(line, head), line);
                well = true;
                return answer;
            }
        } catch (FetchFailure failed) {
            if (!line.used() || !failed.passes()) {
                throw failed;
            }
        } finally {
            if (!well) {
                close(line);
            }
        }
        if (line.used()) {
            // A server may close a connection that rests, just when it is used again.
            return ask(url, fields, untilNanos);
        }
        throw FetchFailure.passing("the server closed the connection without an answer");
    }

    private Line line(WebUrl url) throws FetchFailure {
        Line line = kept;
        kept = null;
        if (line != null && keptFor.equals(url.origin()) && line.clean()) {
            return line;
        }
        if (line != null) {
            close(line);
        }
        return dialer.dial(url, hold);
    }

    private static String request(WebUrl url, Map<String, String> fields) {
        StringBuilder text = new StringBuilder("GET ")
                .append(url.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(url.authority())
                .append("\r\nUser-Agent: infocenter\r\nAccept: */*\r\nAccept-Encoding: identity\r\n");
        fields.forEach(
                (name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        return text.append("\r\n").toString();
    }

    private static boolean redirects(Head head) {
        return switch (head.status()) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    private static WebUrl next(WebUrl from, String location) throws FetchFailure {
        String plain = location.indexOf('#') < 0 ? location : location.substring(0, location.indexOf('#'));
        if (plain.isEmpty()) {
            throw FetchFailure.lasting("redirected to nowhere");
        }
        WebUrl to;
        try {
            to = WebUrl.parse(new URI(from.text()).resolve(new URI(plain)).toString());
        } catch (URISyntaxException | IllegalArgumentException broken) {
            String why = broken instanceof URISyntaxException syntax ? syntax.getReason() : broken.getMessage();
            throw FetchFailure.lasting("redirected to no URL that may be fetched: " + why);
        }
        if (from.secure() && !to.secure()) {
            throw FetchFailure.lasting("redirected from https to http");
        }
        return to;
    }

    private static void close(Line line) {
        try {
            line.close();
        } catch (IOException harmless) {
            // It is of no use to anybody any more.
        }
    }
}
