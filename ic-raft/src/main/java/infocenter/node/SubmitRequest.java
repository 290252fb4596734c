package infocenter.node;

import infocenter.core.command.Batch;

/**
 * A batch for the log, from another gateway.
 *
 * @param clusterId of the sender
 * @param batch what to apply
 * @param withinMillis how long the sender will wait
 * @param epoch in which the sender's cluster is; a member of another one logs nothing
 */
public record SubmitRequest(String clusterId, Batch batch, long withinMillis, long epoch) {}
