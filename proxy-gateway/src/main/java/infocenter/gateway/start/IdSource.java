package infocenter.gateway.start;

import infocenter.core.xaction.XactionId;

/** Mints ids that nobody has had. Any thread. */
@FunctionalInterface
public interface IdSource {
    /** A new one. */
    XactionId next();
}
