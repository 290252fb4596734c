package infocenter.node;

import java.util.List;

/**
 * Which of the pushed reports are committed: in the table, or not wanted there any more.
 *
 * @param committed their sequences
 */
public record ReportAnswer(List<Long> committed) {}
