package infocenter.node;

import infocenter.core.command.Batch;

/**
 * A batch for the log, from another gateway.
 *
 * @param clusterId of the sender
 * @param batch what to apply
 * @param withinMillis how long the sender will wait
 */
public record SubmitRequest(String clusterId, Batch batch, long withinMillis) {}
