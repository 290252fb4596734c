package infocenter.member;

import infocenter.client.IcFailure;
import infocenter.core.command.Batch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's side of its session (design section 3; modelled in {@code docs/spec/sessions.pml}): commands that wait, commands that
 * are open under a number, and the rules that keep a number from ever being used twice. Thread-safe; completes nothing itself.
 */
final class CommandQueue {
    private static final int WAITING_MAX = 8_192;
    private static final long WAITING_BYTES_MAX = 64L << 20;

    /** Of one batch. A single command may be larger, up to what an entry may hold. */
    private static final int BATCH_COMMANDS_MAX = 512;

    private static final int BATCH_BYTES_MAX = 512 << 10;

    /** A command and why it fails. */
    record Failed(OpenCommand command, IcFailure why) {}

    private final int flightsMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<OpenCommand> waiting = new ArrayDeque<>();
    private final TreeMap<Long, OpenCommand> open = new TreeMap<>();
    private final Set<OpenCommand> sessionless = new HashSet<>();
    private long waitingBytes;
    private long session;
    private long lastSession;
    private long nextNumber = 1;
    private int flights;

    /**
     * @param flightsMax batches under way at a time
     */
    CommandQueue(int flightsMax) {
        this.flightsMax = flightsMax;
    }

    /** Begins a session from number 1. False when it lives already, or is one that this process has left behind. */
    boolean begin(long id) {
        return locked(() -> {
            if (id <= lastSession) {
                return false;
            }
            session = id;
            lastSession = id;
            nextNumber = 1;
            return true;
        });
    }

    /** Ends a session; what was open in it never moves to another. Null when it was over already. */
    @Nullable
    List<Failed> lose(long id) {
        return locked(() -> {
            if (session != id) {
                return null;
            }
            session = 0;
            List<Failed> failed = open.values().stream()
                    .map(command -> new Failed(
                            command,
                            new IcFailure.CommitUnknown("this gateway's session is gone; the command may be applied")))
                    .toList();
            open.clear();
            return failed;
        });
    }

    /** False when too many wait. */
    boolean offer(OpenCommand command) {
        return locked(() -> {
            if (waiting.size() >= WAITING_MAX || waitingBytes + command.bytes() > WAITING_BYTES_MAX) {
                return false;
            }
            waiting.add(command);
            waitingBytes += command.bytes();
            return true;
        });
    }

    /** A flight of one that needs no session. */
    Flight alone(OpenCommand command) {
        return locked(() -> {
            Flight flight = new Flight(0);
            flight.add(command);
            command.board(flight, 0);
            sessionless.add(command);
            return flight;
        });
    }

    /** The next batch with what waits now, numbered and open from this moment; null when none may or need go. */
    @Nullable
    Flight next() {
        return locked(() -> {
            if (session == 0 || flights >= flightsMax) {
                return null;
            }
            Flight flight = new Flight(session);
            int commands = 0;
            int bytes = 0;
            OpenCommand first;
            while ((first = waiting.peek()) != null && commands < BATCH_COMMANDS_MAX && inWindow()) {
                if (commands > 0 && bytes + first.bytes() > BATCH_BYTES_MAX) {
                    break;
                }
                waiting.remove();
                waitingBytes -= first.bytes();
                first.board(flight, nextNumber);
                open.put(nextNumber, first);
                nextNumber++;
                flight.add(first);
                commands++;
                bytes += first.bytes();
            }
            if (commands == 0) {
                return null;
            }
            flights++;
            return flight;
        });
    }

    private boolean inWindow() {
        return nextNumber < lowestOpen() + Batch.WINDOW;
    }

    private long lowestOpen() {
        return open.isEmpty() ? nextNumber : open.firstKey();
    }

    /** The batch to send now, with the lowest number open at this moment; null when nobody waits for any of it any more. */
    @Nullable
    Departure depart(Flight flight) {
        return locked(() -> {
            if (flight.session() != 0 && flight.session() != session) {
                return null;
            }
            List<OpenCommand> commands = flight.depart();
            if (commands.isEmpty()) {
                return null;
            }
            long lowest = flight.session() == 0 ? 0 : lowestOpen();
            long until = commands.stream()
                    .mapToLong(OpenCommand::deadlineNanos)
                    .max()
                    .getAsLong();
            return new Departure(commands, Flight.batch(flight.session(), lowest, commands), until);
        });
    }

    /**
     * One attempt.
     *
     * @param untilNanos deadline of the most patient command in it
     */
    record Departure(List<OpenCommand> commands, Batch batch, long untilNanos) {}

    void turnedAway(Flight flight, boolean byLoad) {
        locked(() -> {
            flight.turnedAway(byLoad);
            return flight;
        });
    }

    void lostSight(Flight flight) {
        locked(() -> {
            flight.lostSight();
            return flight;
        });
    }

    /** Their outcomes are known: their numbers are open no more. */
    void answered(Flight flight, List<OpenCommand> commands) {
        locked(() -> {
            commands.forEach(this::close);
            return flight;
        });
    }

    /** Nothing of it is left to send. */
    void over(Flight flight) {
        locked(() -> {
            if (flight.session() != 0) {
                flights--;
            }
            return flight;
        });
    }

    private void close(OpenCommand command) {
        sessionless.remove(command);
        open.remove(command.number(), command);
    }

    /** Gives up what is past its deadline. */
    List<Failed> expire(long nowNanos) {
        return failAll(nowNanos, new IcFailure.NotReady("this gateway has no session yet"));
    }

    /** Gives up everything. */
    List<Failed> drain() {
        return failAll(Long.MAX_VALUE, new IcFailure.NotReady("this gateway is stopping"));
    }

    private List<Failed> failAll(long nowNanos, IcFailure withoutSession) {
        return locked(() -> {
            boolean all = nowNanos == Long.MAX_VALUE;
            List<Failed> failed = new ArrayList<>();
            for (Iterator<OpenCommand> each = waiting.iterator(); each.hasNext(); ) {
                OpenCommand command = each.next();
                if (all || command.deadlineNanos() - nowNanos <= 0) {
                    each.remove();
                    waitingBytes -= command.bytes();
                    failed.add(new Failed(command, all || session == 0 ? withoutSession : crowded()));
                }
            }
            List<OpenCommand> travelling = new ArrayList<>(open.values());
            travelling.addAll(sessionless);
            for (OpenCommand command : travelling) {
                Flight flight = command.flight();
                if (flight != null && (all || command.deadlineNanos() - nowNanos <= 0)) {
                    close(command);
                    failed.add(new Failed(command, flight.failure()));
                }
            }
            return failed;
        });
    }

    private static IcFailure crowded() {
        return new IcFailure.NoLeader("waited behind other commands; none was taken by a leader in time");
    }

    /** Whether anybody waits. */
    boolean idle() {
        return locked(() -> waiting.isEmpty() && open.isEmpty() && sessionless.isEmpty());
    }

    private <T extends @Nullable Object> T locked(java.util.function.Supplier<T> step) {
        lock.lock();
        try {
            return step.get();
        } finally {
            lock.unlock();
        }
    }
}
