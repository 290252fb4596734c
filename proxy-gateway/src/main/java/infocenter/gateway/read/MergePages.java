package infocenter.gateway.read;

import infocenter.core.bucket.Utf8Order;
import infocenter.core.cluster.Node;
import infocenter.core.cluster.NodeId;
import infocenter.gateway.node.TargetCalls;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One page out of the sorted pages of several targets. Any thread. */
final class MergePages {
    private final List<Node> holders;
    private final boolean moving;
    private final TargetCalls targets;
    private final Duration within;
    private final AtomicLong newest = new AtomicLong();

    /**
     * @param holders who is asked
     * @param moving objects may be on their way: a name that has left one target before it was asked, and come to another one after that
     *     was asked, is on neither page. So all are asked twice; an object leaves only after it has arrived
     */
    MergePages(List<Node> holders, boolean moving, TargetCalls targets, Duration within) {
        this.holders = holders;
        this.moving = moving;
        this.targets = targets;
        this.within = within;
    }

    /** Highest placement version that a target has said. */
    long newest() {
        return newest.get();
    }

    CompletableFuture<ReadNames.Answer> page(ListToken from, int limit) {
        CompletableFuture<Round> first = round(from, limit);
        return (moving
                        ? first.thenCompose(one ->
                                round(from, limit).thenApply(two -> one.silent().isEmpty() ? one.and(two) : one))
                        : first)
                .thenApply(all -> all.silent().isEmpty()
                        ? merge(all.pages(), from, limit)
                        : new ReadNames.Answer.Silent(all.silent()));
    }

    /** What came of asking everybody once. */
    private record Round(List<Page> pages, List<NodeId> silent) {
        Round and(Round other) {
            List<Page> both = new ArrayList<>(pages);
            both.addAll(other.pages);
            return new Round(both, other.silent);
        }
    }

    private CompletableFuture<Round> round(ListToken from, int limit) {
        PageRequest request = new PageRequest(from.xaction(), from.bucketId(), from.prefix(), from.after(), limit);
        Map<NodeId, CompletableFuture<Page>> asked = new LinkedHashMap<>();
        for (Node target : holders) {
            asked.put(target.id(), targets.page(target.addresses().nodeUrl(), request, within));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .handle((done, failure) -> {
                    List<NodeId> silent = asked.entrySet().stream()
                            .filter(entry -> entry.getValue().isCompletedExceptionally())
                            .map(Map.Entry::getKey)
                            .toList();
                    if (!silent.isEmpty()) {
                        return new Round(List.of(), silent);
                    }
                    List<Page> pages =
                            asked.values().stream().map(CompletableFuture::join).toList();
                    pages.forEach(page -> newest.accumulateAndGet(page.placementVersion(), Math::max));
                    return new Round(pages, silent);
                });
    }

    /** The first names of all pages together, as far as every target has surely told its own. */
    static ReadNames.Answer.Names merge(List<Page> pages, ListToken from, int limit) {
        TreeMap<String, Page.Entry> merged = new TreeMap<>(Utf8Order.INSTANCE);
        String told = null;
        boolean more = false;
        for (Page page : pages) {
            page.entries().forEach(entry -> merged.merge(entry.name(), entry, MergePages::newer));
            if (page.more() && !page.entries().isEmpty()) {
                more = true;
                String last = page.entries().get(page.entries().size() - 1).name();
                told = told == null || Utf8Order.INSTANCE.compare(last, told) < 0 ? last : told;
            }
        }
        List<Page.Entry> first = firstOf(merged, told, limit);
        boolean goesOn = more || first.size() < merged.size();
        String next = goesOn && !first.isEmpty()
                ? from.after(first.get(first.size() - 1).name()).encoded()
                : "";
        List<Page.Entry> entries =
                first.stream().filter(entry -> !entry.deleted()).toList();
        return new ReadNames.Answer.Names(entries, next);
    }

    private static List<Page.Entry> firstOf(TreeMap<String, Page.Entry> merged, @Nullable String told, int limit) {
        List<Page.Entry> entries = new ArrayList<>(Math.min(limit, merged.size()));
        for (Page.Entry entry : (told == null ? merged : merged.headMap(told, true)).values()) {
            if (entries.size() == limit) {
                break;
            }
            entries.add(entry);
        }
        return List.copyOf(entries);
    }

    /** The same name on two targets, while objects move: the higher version is the truth. */
    private static Page.Entry newer(Page.Entry left, Page.Entry right) {
        int byMap = Long.compare(part(left, 0), part(right, 0));
        int order = byMap != 0 ? byMap : Long.compare(part(left, 1), part(right, 1));
        return order >= 0 ? left : right;
    }

    private static long part(Page.Entry entry, int index) {
        String[] parts = entry.version().split("\\.", 2);
        try {
            return parts.length == 2 ? Long.parseLong(parts[index]) : 0;
        } catch (NumberFormatException unknown) {
            return 0;
        }
    }
}
