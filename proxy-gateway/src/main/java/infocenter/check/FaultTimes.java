package infocenter.check;

import infocenter.check.History.Fault;
import infocenter.check.Operation.Op;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients noticed of one fault. Times in nanoseconds.
 *
 * @param called operations called under it; none means that it was not tested
 * @param writes acknowledged under it
 * @param longestGap without an acknowledged write, from the injection until the first one after healing
 * @param recovery from healing until the first acknowledged write; negative when there was none
 */
record FaultTimes(Fault fault, long called, long writes, long longestGap, long recovery) {

    static List<FaultTimes> of(History history) {
        long[] writes = history.operations().stream()
                .filter(one -> one.ok() && one.op() != Op.STATUS && one.op() != Op.LIST)
                .mapToLong(Operation::back)
                .sorted()
                .toArray();
        List<FaultTimes> times = new ArrayList<>();
        for (Fault fault : history.faults()) {
            long called = history.operations().stream()
                    .filter(one -> one.call() >= fault.begin() && one.call() <= fault.end())
                    .count();
            times.add(one(fault, called, writes));
        }
        return times;
    }

    private static FaultTimes one(Fault fault, long called, long[] writes) {
        long before = fault.begin();
        long gap = 0;
        long under = 0;
        for (long write : writes) {
            if (write < fault.begin()) {
                continue;
            }
            gap = Math.max(gap, write - before);
            before = write;
            if (write > fault.end()) {
                return new FaultTimes(fault, called, under, gap, write - fault.end());
            }
            under++;
        }
        return new FaultTimes(fault, called, under, gap, -1);
    }
}
