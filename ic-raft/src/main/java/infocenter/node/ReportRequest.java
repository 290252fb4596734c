package infocenter.node;

import infocenter.core.cluster.NodeId;
import java.util.List;

/**
 * A target pushes ends of runs, at once.
 *
 * @param clusterId of the target
 * @param target who reports
 * @param incarnation of the target
 * @param reports what ended
 */
public record ReportRequest(String clusterId, NodeId target, long incarnation, List<RunReport> reports) {}
