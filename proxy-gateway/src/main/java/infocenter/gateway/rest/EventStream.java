package infocenter.gateway.rest;

import infocenter.client.IcFailure;
import infocenter.core.table.Event;
import infocenter.core.table.Information;
import infocenter.gateway.door.JsonText;
import infocenter.gateway.read.ReadTable;
import infocenter.gateway.watch.EventFeed;
import infocenter.gateway.watch.EventFeed.Step;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A feed as the text of server-sent events. Lives on the event loop of its call; the two setters come from the same. */
final class EventStream implements Outflow.Source {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final int STEPS_MAX = 64;

    private final ReadTable table;
    private final EventFeed feed;
    private final long epoch;
    private boolean begun;
    private boolean stopping;
    private boolean sayAlive;
    private boolean over;

    EventStream(ReadTable table, EventFeed feed, long epoch) {
        this.table = table;
        this.feed = feed;
        this.epoch = epoch;
    }

    /** A sign of life is due; it moves the reader's place over events that its filter passed over. */
    void sayAlive() {
        sayAlive = true;
    }

    /** This gateway stops: the stream ends, its reader goes on elsewhere. */
    void stop() {
        stopping = true;
    }

    @Override
    public @Nullable Buffer next() {
        if (over) {
            return null;
        }
        Buffer piece = Buffer.buffer();
        if (!begun) {
            begun = true;
            piece.appendString("retry: 1000\n\n");
        }
        if (stopping) {
            end(piece, "stopping");
        } else {
            story(piece);
        }
        if (sayAlive) {
            sayAlive = false;
            piece.appendString(": alive\n");
            id(piece, feed.cursor());
            piece.appendString("\n");
        }
        return piece.length() == 0 ? null : piece;
    }

    @Override
    public boolean over() {
        return over;
    }

    private void story(Buffer piece) {
        try {
            Information now = table.stale().information();
            for (int steps = 0; steps < STEPS_MAX && piece.length() < PIECE_BYTES; steps++) {
                Step step = feed.next(now);
                if (step == null) {
                    return;
                }
                write(piece, step, now.clocks().elapsedMillis());
            }
        } catch (IcFailure gone) {
            end(piece, "no-member");
        }
    }

    private void write(Buffer piece, Step step, long nowMillis) {
        if (step instanceof Step.Happened happened) {
            id(piece, happened.event().id());
            event(piece, happened.event().type(), EventView.of(happened.event()));
        } else if (step instanceof Step.Row row) {
            event(piece, "row", XactionView.object(row.row(), nowMillis));
        } else if (step instanceof Step.Compacted compacted) {
            event(piece, "compacted", Buffer.buffer("{\"at\":" + compacted.at() + "}"));
        } else if (step instanceof Step.CaughtUp there) {
            id(piece, there.at());
            piece.appendString("\n");
        } else {
            // A step without a word must not look like the end of the story.
            piece.appendString(":\n");
        }
    }

    private void end(Buffer piece, String reason) {
        over = true;
        event(piece, "end", Buffer.buffer("{\"reason\":\"" + reason + "\"}"));
    }

    private void id(Buffer piece, long sequence) {
        if (sequence >= 0) {
            piece.appendString("id: " + new EventId(epoch, sequence) + "\n");
        }
    }

    private static void event(Buffer piece, String type, Buffer data) {
        piece.appendString("event: " + type + "\ndata: ").appendBuffer(data).appendString("\n\n");
    }

    /** Events as JSON; one line, as the stream wants it. */
    private static final class EventView {
        static Buffer of(Event event) {
            return JsonText.of(json -> {
                json.writeStartObject();
                json.writeNumberField("id", event.id());
                JsonText.timeOrNull(json, "time", event.shownMillis());
                json.writeStringField("type", event.type());
                json.writeStringField("subject", event.subject());
                json.writeStringField("kind", event.kind());
                json.writeStringField("state", event.state());
                json.writeArrayFieldStart("buckets");
                for (String bucket : event.buckets()) {
                    json.writeString(bucket);
                }
                json.writeEndArray();
                json.writeStringField("detail", event.detail());
                json.writeEndObject();
            });
        }
    }
}
