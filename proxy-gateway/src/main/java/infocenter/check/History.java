package infocenter.check;

import java.util.List;

/** A history, its operations ordered by their calls. */
record History(List<Operation> operations, List<Fault> faults) {
    /** Something that was done to the cluster, from the injection until it was healed completely. */
    record Fault(String name, long begin, long end) {}
}
