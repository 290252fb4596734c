/**
 * What the leader does beside answering: one exchange after another with every target, what has become due by time, and who is
 * alive (design section 4). The decisions are pure functions of {@code infocenter.core.supervise}; here is only when to ask, whom,
 * and what to submit. All state belongs to one thread, {@code supervisor}; the doors knock at {@link ReceiveReports} alone.
 */
@NullMarked
package infocenter.gateway.supervise;

import org.jspecify.annotations.NullMarked;
