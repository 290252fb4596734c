package infocenter.sim;

import infocenter.node.SubmitAnswer;
import infocenter.node.SubmitAnswer.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One peer's leading of one term: who has what of its log, and what waits to be applied. */
final class Reign {
    private static final int HEARTBEAT = 150;
    private static final int ALONE = 1_000;
    private static final int ENTRIES_MAX = 64;

    private final Peer peer;
    private final Disk disk;
    private final World world;
    private final Machine machine;
    private final TreeMap<String, Follower> followers = new TreeMap<>();
    private final TreeMap<Long, CompletableFuture<SubmitAnswer>> pending = new TreeMap<>();
    private boolean over;

    Reign(Peer peer, World world, Machine machine) {
        this.peer = peer;
        this.disk = peer.disk;
        this.world = world;
        this.machine = machine;
    }

    void begin() {
        append(null, null);
        beat();
    }

    void end() {
        over = true;
        List<CompletableFuture<SubmitAnswer>> open = new ArrayList<>(pending.values());
        pending.clear();
        open.forEach(one -> one.complete(SubmitAnswer.of(Status.UNKNOWN, "")));
    }

    TreeMap<String, Follower> followers() {
        return followers;
    }

    /** Completes when the entry is applied here, or nobody knows whether it will be. */
    CompletableFuture<SubmitAnswer> propose(byte[] bytes) {
        CompletableFuture<SubmitAnswer> answer = new CompletableFuture<>();
        pending.put(disk.last() + 1, answer);
        append(bytes, null);
        return answer;
    }

    @Nullable
    CompletableFuture<SubmitAnswer> waitsFor(long index) {
        return pending.remove(index);
    }

    /** A majority has not answered for a while. */
    boolean alone() {
        Set<String> heard = new TreeSet<>(Set.of(peer.id));
        followers.forEach((other, follower) -> {
            if (world.since(follower.heardNanos) < ALONE) {
                heard.add(other);
            }
        });
        return !disk.group().majority(heard);
    }

    /** True for one that has everything. */
    boolean level(String other) {
        Follower follower = followers.get(other);
        return follower != null && follower.match == disk.last();
    }

    void append(byte @Nullable [] data, @Nullable Group group) {
        disk.append(new Entry(disk.last() + 1, disk.term, data, group));
        Set<String> others = disk.group().all();
        followers.keySet().retainAll(others);
        for (String other : others) {
            if (!other.equals(peer.id)) {
                followers.computeIfAbsent(other, none -> new Follower(disk.last(), world.time.nanos()));
            }
        }
        peer.sync(() -> {
            if (!over) {
                advance();
                peer.commit(peer.commit());
            }
        });
        List.copyOf(followers.keySet()).forEach(this::replicate);
    }

    private void beat() {
        if (over) {
            return;
        }
        if (alone()) {
            peer.follow(disk.term, "");
            return;
        }
        List.copyOf(followers.keySet()).forEach(this::replicate);
        machine.after(HEARTBEAT, this::beat);
    }

    private void replicate(String other) {
        Follower follower = followers.get(other);
        if (over || follower == null) {
            return;
        }
        if (follower.busy) {
            follower.again = true;
            return;
        }
        follower.busy = true;
        follower.again = false;
        send(other, follower).whenComplete((said, lost) -> {
            follower.busy = false;
            if (!over && followers.get(other) == follower && said != null) {
                replicated(other, follower, said);
            }
        });
    }

    private CompletableFuture<Append.Answer> send(String other, Follower follower) {
        long term = disk.term;
        if (follower.next <= disk.base()) {
            Snapshot snapshot = disk.snapshot();
            return world.peer(machine, other, there -> there.install(term, peer.id, snapshot));
        }
        long before = follower.next - 1;
        Append append = new Append(
                term, peer.id, before, disk.termAt(before), disk.from(follower.next, ENTRIES_MAX), peer.commit());
        return world.peer(machine, other, there -> there.append(append));
    }

    private void replicated(String other, Follower follower, Append.Answer answer) {
        if (answer.term() > disk.term) {
            peer.follow(answer.term(), "");
            return;
        }
        follower.heardNanos = world.time.nanos();
        if (answer.taken()) {
            if (answer.match() > follower.match || answer.match() == disk.last()) {
                follower.movedNanos = world.time.nanos();
            }
            follower.match = Math.max(follower.match, answer.match());
            follower.next = follower.match + 1;
            advance();
        } else {
            follower.next = Math.max(1, Math.min(follower.next - 1, answer.match() + 1));
        }
        if (follower.again || follower.next <= disk.last()) {
            replicate(other);
        }
    }

    /** Only an entry of the own term is committed by counting; those before it are committed with it. */
    private void advance() {
        for (long index = disk.last(); index > peer.commit() && disk.termAt(index) == disk.term; index--) {
            if (disk.group().majority(having(index))) {
                peer.commit(index);
                return;
            }
        }
    }

    private Set<String> having(long index) {
        Set<String> have = new TreeSet<>();
        if (disk.synced >= index) {
            have.add(peer.id);
        }
        followers.forEach((other, follower) -> {
            if (follower.match >= index) {
                have.add(other);
            }
        });
        return have;
    }
}
