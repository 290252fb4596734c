package infocenter.target;

import infocenter.node.NodeRole.GaveUp;
import infocenter.target.run.Gate;
import infocenter.target.run.MapCopy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Whether a target can serve reads and writes. Any thread. */
record Readiness(BooleanSupplier admitted, MapCopy map, Gate gate, CompletableFuture<GaveUp> gaveUp) {
    /** What is missing; empty when it is ready. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        GaveUp why = gaveUp.getNow(null);
        if (why != null) {
            missing.add(why.end().shown() + ": " + why.message());
        }
        if (!admitted.getAsBoolean()) {
            missing.add("admission to a cluster");
        }
        if (map.view().active() == null) {
            missing.add("a placement of objects");
        }
        if (!gate.open()) {
            missing.add("lease");
        }
        return missing;
    }
}
