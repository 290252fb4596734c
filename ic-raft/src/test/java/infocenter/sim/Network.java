package infocenter.sim;

import infocenter.core.Seeds;
import infocenter.wire.Codec;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ways between machines: they delay, drop and repeat what they carry, and can be cut, each direction for itself. */
final class Network {
    private final Timeline time;
    private final Seeds seeds;
    private final Set<String> cut = new TreeSet<>();
    private boolean calm = true;
    private long heldMillis;

    Network(Timeline time, Seeds seeds) {
        this.time = time;
        this.seeds = seeds;
    }

    /** Whether everything arrives, once and soon. */
    void calm(boolean is) {
        calm = is;
        if (is) {
            cut.clear();
        }
    }

    /** What is sent next is on its way for so long. */
    void holdNext(long millis) {
        heldMillis = millis;
    }

    void cut(String from, String to) {
        cut.add(from + ">" + to);
    }

    void mend(String from, String to) {
        cut.remove(from + ">" + to);
    }

    boolean passes(String from, String to) {
        return !cut.contains(from + ">" + to);
    }

    /** A call over the node contract, in the bytes that really travel. */
    <Q, A> CompletableFuture<A> call(
            Machine from,
            Machine to,
            long withinMillis,
            Codec<Q> asks,
            Q request,
            Codec<A> answers,
            Function<Q, CompletableFuture<A>> door) {
        byte[] sent = asks.encode(request);
        return this.<byte[]>call(
                        from,
                        to,
                        withinMillis,
                        () -> door.apply(asks.decode(sent)).thenApply(answers::encode))
                .thenApply(answers::decode);
    }

    /** A call whose content is modelled. Fails when no answer has come in time. */
    <A> CompletableFuture<A> call(Machine from, Machine to, long withinMillis, Supplier<CompletableFuture<A>> door) {
        CompletableFuture<A> answer = new CompletableFuture<>();
        from.after(withinMillis, () -> {
            if (!answer.isDone()) {
                answer.completeExceptionally(new TimeoutException("no answer of " + to));
            }
        });
        int mine = from.life();
        carry(
                from,
                to,
                () -> to.inLife(
                        to.life(),
                        () -> door.get()
                                .whenComplete((said, failure) -> carry(
                                        to,
                                        from,
                                        () -> from.inLife(mine, () -> {
                                            if (failure == null) {
                                                answer.complete(said);
                                            } else {
                                                answer.completeExceptionally(failure);
                                            }
                                        })))));
        return answer;
    }

    private void carry(Machine from, Machine to, Runnable arrives) {
        if (!calm && seeds.oneIn(80)) {
            return;
        }
        long held = heldMillis * Timeline.NANOS_A_MILLI;
        heldMillis = 0;
        int copies = !calm && seeds.oneIn(40) ? 2 : 1;
        for (int copy = 0; copy < copies; copy++) {
            long late = copy * seeds.between(0, 8_000) * Timeline.NANOS_A_MILLI;
            time.after(held + late + way(), () -> {
                if (passes(from.name, to.name)) {
                    arrives.run();
                }
            });
        }
    }

    /** Mostly quick; sometimes slower than anybody waits for. A second copy comes when it likes. */
    private long way() {
        int luck = calm ? 99 : seeds.between(0, 99);
        int micros = luck == 0
                ? seeds.between(0, 12_000_000)
                : luck < 6 ? seeds.between(0, 700_000) : seeds.between(200, 2_000);
        return micros * 1_000L;
    }
}
