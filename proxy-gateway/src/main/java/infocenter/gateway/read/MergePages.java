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
import org.jspecify.annotations.Nullable;

/** One page out of the sorted pages of several targets. Any thread. */
final class MergePages {
    private final List<Node> placed;
    private final TargetCalls targets;
    private final Duration within;

    MergePages(List<Node> placed, TargetCalls targets, Duration within) {
        this.placed = placed;
        this.targets = targets;
        this.within = within;
    }

    CompletableFuture<ReadNames.Answer> page(ListToken from, int limit) {
        PageRequest request = new PageRequest(from.xaction(), from.bucketId(), from.prefix(), from.after(), limit);
        Map<NodeId, CompletableFuture<Page>> asked = new LinkedHashMap<>();
        for (Node target : placed) {
            asked.put(target.id(), targets.page(target.addresses().nodeUrl(), request, within));
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture[]::new))
                .handle((done, failure) -> {
                    List<NodeId> silent = asked.entrySet().stream()
                            .filter(entry -> entry.getValue().isCompletedExceptionally())
                            .map(Map.Entry::getKey)
                            .toList();
                    return silent.isEmpty()
                            ? merge(
                                    asked.values().stream()
                                            .map(CompletableFuture::join)
                                            .toList(),
                                    from,
                                    limit)
                            : new ReadNames.Answer.Silent(silent);
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
        List<Page.Entry> entries = firstOf(merged, told, limit);
        boolean goesOn = more || entries.size() < merged.size();
        String next = goesOn && !entries.isEmpty()
                ? from.after(entries.get(entries.size() - 1).name()).encoded()
                : "";
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

    /** The same name on two targets, while objects move: the later one is the truth. */
    private static Page.Entry newer(Page.Entry left, Page.Entry right) {
        return left.modifiedMillis() >= right.modifiedMillis() ? left : right;
    }
}
