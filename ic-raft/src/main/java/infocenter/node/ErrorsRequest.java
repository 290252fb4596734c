package infocenter.node;

import infocenter.core.xaction.XactionId;

/**
 * What went wrong with single objects of a run.
 *
 * @param id the xaction
 */
public record ErrorsRequest(XactionId id) {}
