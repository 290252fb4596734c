package infocenter.target.fetch;

import infocenter.core.xaction.WebUrl;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One content, with all the tries that it takes. A content that stopped goes on where it stopped if the server gave a strong entity
 * tag and, asked for the rest <em>of that very content</em> ({@code If-Range}), answers with the same tag, length and place; else it
 * begins anew. Two versions are never glued together.
 */
final class Fetch {
    private final Rules rules;
    private final Exchange exchange;
    private final Hold hold;
    private final List<Throttle> throttles;
    private final WebUrl url;
    private final Wanted wanted;
    private final Sink sink;
    private final byte[] piece = new byte[Line.BUFFER_BYTES];
    private long untilNanos;
    private @Nullable Begun begun;

    /** The content that the sink has a part of. */
    private record Begun(String origin, String path, String etag, long length) {}

    Fetch(Rules rules, Exchange exchange, Hold hold, List<Throttle> throttles, WebUrl url, Wanted wanted, Sink sink) {
        this.rules = rules;
        this.exchange = exchange;
        this.hold = hold;
        this.throttles = throttles;
        this.url = url;
        this.wanted = wanted;
        this.sink = sink;
        this.untilNanos = System.nanoTime() + wanted.within().toNanos();
    }

    Got run() throws IOException {
        int failed = 0;
        while (true) {
            long before = sink.size();
            try {
                return once();
            } catch (FetchFailure failure) {
                failed = resumable() && sink.size() > before ? 0 : failed + 1;
                if (!failure.passes()) {
                    throw failure;
                }
                if (failed > wanted.retries()) {
                    throw FetchFailure.lasting(failure.getMessage() + " (tries: " + (wanted.retries() + 1) + ")");
                }
                pause(failure, failed);
            }
        }
    }

    private void pause(FetchFailure failure, int failed) throws FetchFailure {
        long backOff = rules.backOff().toMillis() << Math.min(10, Math.max(0, failed - 1));
        Duration wait = Duration.ofMillis(Math.min(backOff, Rules.BACK_OFF_MAX.toMillis()));
        if (failure.notBefore().compareTo(wait) > 0) {
            wait = failure.notBefore();
        }
        if (System.nanoTime() + wait.toNanos() - untilNanos > 0) {
            throw FetchFailure.lasting(failure.getMessage() + " (no time for another try within "
                    + wanted.within().toSeconds() + " s)");
        }
        untilNanos += hold.pause(wait.toMillis());
    }

    private Got once() throws IOException {
        permit();
        if (!resumable()) {
            begin();
        }
        Exchange.Answer answer = exchange.get(url, fields(), untilNanos);
        boolean well = false;
        try {
            Got got = taken(answer);
            well = true;
            return got;
        } finally {
            if (!well) {
                exchange.drop(answer);
            }
        }
    }

    private Map<String, String> fields() {
        TreeMap<String, String> fields = new TreeMap<>();
        Wanted.Known known = wanted.known();
        if (begun != null) {
            fields.put("Range", "bytes=" + sink.size() + "-");
            fields.put("If-Range", begun.etag());
        } else if (known != null && !known.etag().isEmpty()) {
            fields.put("If-None-Match", known.etag());
        } else if (known != null && !known.modified().isEmpty()) {
            fields.put("If-Modified-Since", known.modified());
        }
        return fields;
    }

    private Got taken(Exchange.Answer answer) throws IOException {
        Head head = answer.head();
        Body body = answer.body();
        switch (head.status()) {
            case 200 -> {
                if (sink.size() > 0) {
                    begin();
                }
                if (known(head, body.length())) {
                    exchange.drop(answer);
                    return unchanged();
                }
                String etag = head.strongEtag();
                requireLength(body, body.length());
                if (!etag.isEmpty() && body.length() >= 0) {
                    begun = new Begun(answer.url().origin(), answer.url().path(), etag, body.length());
                }
            }
            case 206 -> requireRest(answer);
            case 304 -> {
                if (wanted.known() == null || begun != null) {
                    throw FetchFailure.lasting("the server answers 304 to a request without a condition");
                }
                exchange.drop(answer);
                return unchanged();
            }
            default -> throw refused(head);
        }
        copy(answer);
        return new Got(true, head.field("etag"), head.field("last-modified"));
    }

    private boolean known(Head head, long length) {
        Wanted.Known known = wanted.known();
        return known != null
                && !head.strongEtag().isEmpty()
                && head.strongEtag().equals(known.etag())
                && length == known.size();
    }

    private Got unchanged() {
        Wanted.Known known = wanted.known();
        return known == null ? new Got(false, "", "") : new Got(false, known.etag(), known.modified());
    }

    private void requireLength(Body body, long length) throws FetchFailure {
        if (length > wanted.bytesMax()) {
            throw FetchFailure.lasting("it has " + length + " bytes, more than the " + wanted.bytesMax() + " allowed");
        }
        if (length >= 0 && wanted.size() >= 0 && length != wanted.size()) {
            throw FetchFailure.lasting("it has " + length + " bytes instead of " + wanted.size());
        }
        if (body.endless() && wanted.size() < 0 && !wanted.checked()) {
            throw FetchFailure.lasting(
                    "the server does not tell the length, so nobody could tell a part from the whole: give a size or"
                            + " a checksum");
        }
    }

    /** The rest of what was begun, and of nothing else; if it is not, all begins anew. */
    private void requireRest(Exchange.Answer answer) throws IOException {
        Begun mine = begun;
        if (mine == null) {
            throw FetchFailure.lasting("the server sends a part that nobody asked for");
        }
        String range = "bytes " + sink.size() + "-" + (mine.length() - 1) + "/" + mine.length();
        boolean same = answer.head().strongEtag().equals(mine.etag())
                && answer.head().field("content-range").equals(range)
                && answer.url().origin().equals(mine.origin())
                && answer.url().path().equals(mine.path())
                && (answer.body().length() < 0 || answer.body().length() == mine.length() - sink.size());
        if (!same) {
            begin();
            throw FetchFailure.passing("the server sends a part of something else");
        }
    }

    private FetchFailure refused(Head head) throws IOException {
        String what = head.status() + (head.reason().isEmpty() ? "" : " " + printable(head.reason()));
        return switch (head.status()) {
            case 416 -> {
                begin();
                yield FetchFailure.passing("answered " + what);
            }
            case 408, 425, 500, 502, 504 -> FetchFailure.passing("answered " + what);
            case 429, 503 -> FetchFailure.busy("answered " + what, notBefore(head.field("retry-after")));
            default -> FetchFailure.lasting("answered " + what);
        };
    }

    private void copy(Exchange.Answer answer) throws IOException {
        while (true) {
            int got = answer.body().read(piece, untilNanos);
            if (got < 0) {
                break;
            }
            if (sink.size() + got > wanted.bytesMax()) {
                throw FetchFailure.lasting("it has more than the " + wanted.bytesMax() + " bytes allowed");
            }
            long wait = 0;
            for (Throttle throttle : throttles) {
                wait = Math.max(wait, throttle.take(got));
            }
            throttled(wait);
            permit();
            sink.write(ByteBuffer.wrap(piece, 0, got));
        }
        if (!exchange.done(answer)) {
            throw FetchFailure.lasting("the server sends more than the " + sink.size() + " bytes that it announced");
        }
        if (wanted.size() >= 0 && sink.size() != wanted.size()) {
            throw FetchFailure.lasting("it has " + sink.size() + " bytes instead of " + wanted.size());
        }
    }

    private boolean resumable() {
        return begun != null && sink.size() > 0 && sink.size() < begun.length();
    }

    private void begin() throws IOException {
        begun = null;
        if (sink.size() > 0) {
            sink.restart();
        }
    }

    /** That a bandwidth is kept is no fault of the server, so the time is given back. */
    private void throttled(long millis) throws FetchFailure {
        long begin = System.nanoTime();
        hold.pause(millis);
        untilNanos += System.nanoTime() - begin;
    }

    /** Time without permission is nobody's fault, so it is given back. */
    private void permit() {
        untilNanos += hold.permit();
    }

    private static Duration notBefore(String seconds) {
        boolean number =
                !seconds.isEmpty() && seconds.length() <= 5 && seconds.chars().allMatch(Character::isDigit);
        Duration asked = Duration.ofSeconds(number ? Long.parseLong(seconds) : 0);
        return asked.compareTo(Rules.NOT_BEFORE_MAX) > 0 ? Rules.NOT_BEFORE_MAX : asked;
    }

    private static String printable(String text) {
        String cut = text.length() > 64 ? text.substring(0, 64) : text;
        return cut.replaceAll("[^ -~]", "?");
    }
}
