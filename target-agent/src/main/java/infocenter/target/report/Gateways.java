package infocenter.target.report;

import infocenter.target.run.MapCopy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Node doors of gateways to try, the likeliest first: who synced last, then those of the map, then those of the settings. Any thread. */
public final class Gateways {
    private final Supplier<String> leaderUrl;
    private final MapCopy map;
    private final List<String> join;

    public Gateways(Supplier<String> leaderUrl, MapCopy map, List<String> join) {
        this.leaderUrl = leaderUrl;
        this.map = map;
        this.join = join;
    }

    /** Each once; may be empty. */
    public List<String> urls() {
        Set<String> urls = new LinkedHashSet<>();
        String leader = leaderUrl.get();
        if (!leader.isEmpty()) {
            urls.add(leader);
        }
        urls.addAll(map.view().gatewayUrls());
        join.forEach(url -> urls.add(url.endsWith("/") ? url.substring(0, url.length() - 1) : url));
        return new ArrayList<>(urls);
    }
}
