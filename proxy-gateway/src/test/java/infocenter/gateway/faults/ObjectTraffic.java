package infocenter.gateway.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** Writers, readers, listers and deleters that go on until they are told to stop, or until one saw what may not be. */
final class ObjectTraffic implements AutoCloseable {
    /** As long as a 503 asks for would leave most of a short outage unseen. */
    private static final Duration AFTER_REFUSAL = Duration.ofMillis(50);

    private static final int PAGE = 137;

    private final ObjectDoor door;
    private final List<String> gateways;
    private final List<String> names;
    private final ReentrantLock[] writing;
    private final long seed;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Throwable> wrong = new ConcurrentLinkedQueue<>();
    private final Map<Deed, AtomicLong> answered = new EnumMap<>(Deed.class);
    private final AtomicLong refused = new AtomicLong();

    /** What a thread does again and again. */
    enum Deed {
        PUT,
        READ,
        LIST,
        DELETE
    }

    ObjectTraffic(ObjectDoor door, List<String> gateways, List<String> names, long seed) {
        this.door = door;
        this.gateways = gateways;
        this.names = names;
        this.seed = seed;
        for (Deed deed : Deed.values()) {
            answered.put(deed, new AtomicLong());
        }
        this.writing = names.stream().map(name -> new ReentrantLock()).toArray(ReentrantLock[]::new);
    }

    static List<String> names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + String.format("%05d", i))
                .toList();
    }

    /** Puts every name once, by that many threads; returns when all are acknowledged. */
    void fill(int writers) throws InterruptedException {
        List<Thread> filling = IntStream.range(0, writers)
                .mapToObj(part -> new Thread(() -> guarded(() -> {
                    for (int i = part; i < names.size() && wrong.isEmpty(); i += writers) {
                        Random random = new Random(seed + i);
                        String name = names.get(i);
                        Awaitility.await()
                                .atMost(RealCluster.LONG)
                                .pollDelay(Duration.ZERO)
                                .pollInterval(Duration.ofMillis(100))
                                .pollDelay(Duration.ZERO)
                                .until(() -> door.put(gateway(random), name));
                    }
                })))
                .toList();
        filling.forEach(Thread::start);
        for (Thread thread : filling) {
            thread.join();
        }
        check();
    }

    void start(Deed... deeds) {
        for (Deed deed : deeds) {
            Random random = new Random(seed * 31 + threads.size());
            Thread thread = new Thread(() -> guarded(() -> goOn(deed, random)), deed + "-" + threads.size());
            threads.add(thread);
            thread.start();
        }
    }

    /** Returns when each of these deeds was answered that many times more, so that what was done to the cluster was seen. */
    void awaitMore(int each, Deed... deeds) {
        Map<Deed, Long> wanted = new EnumMap<>(Deed.class);
        for (Deed deed : deeds) {
            wanted.put(deed, answered.get(deed).get() + each);
        }
        Awaitility.await("more of " + List.of(deeds))
                .atMost(RealCluster.LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    check();
                    return wanted.entrySet().stream()
                            .allMatch(deed -> answered.get(deed.getKey()).get() >= deed.getValue());
                });
    }

    /** Fails when somebody saw what may not be. */
    void check() {
        if (!wrong.isEmpty()) {
            AssertionError error =
                    new AssertionError(wrong.size() + " wrong, seed " + seed + ": " + wrong.peek(), wrong.peek());
            wrong.stream().skip(1).limit(5).forEach(error::addSuppressed);
            throw error;
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopped.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** What came of it, in words. */
    String told() {
        StringBuilder text = new StringBuilder();
        answered.forEach(
                (deed, count) -> text.append(deed).append(' ').append(count).append(", "));
        return text.append("refused or cut off ").append(refused).toString();
    }

    private void goOn(Deed deed, Random random) throws InterruptedException {
        while (stopped.getCount() > 0 && wrong.isEmpty()) {
            if (once(deed, random)) {
                answered.get(deed).incrementAndGet();
            } else {
                refused.incrementAndGet();
                stopped.await(AFTER_REFUSAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private boolean once(Deed deed, Random random) throws InterruptedException {
        String gateway = gateway(random);
        int index = random.nextInt(names.size());
        String name = names.get(index);
        if (deed == Deed.READ) {
            return door.read(gateway, name);
        }
        if (deed == Deed.LIST) {
            return door.list(gateway, names, PAGE);
        }
        ReentrantLock lock = writing[index];
        lock.lockInterruptibly();
        try {
            return deed == Deed.PUT ? door.put(gateway, name) : door.delete(gateway, name);
        } finally {
            lock.unlock();
        }
    }

    private String gateway(Random random) {
        return gateways.get(random.nextInt(gateways.size()));
    }

    /** A piece of a thread's work. */
    private interface Piece {
        void run() throws InterruptedException;
    }

    private void guarded(Piece piece) {
        try {
            piece.run();
        } catch (InterruptedException | RuntimeException | AssertionError failed) {
            wrong.add(failed);
        }
    }
}
