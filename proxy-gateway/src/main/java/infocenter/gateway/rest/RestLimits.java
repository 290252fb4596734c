package infocenter.gateway.rest;

import java.time.Duration;

/**
 * Bounds of this door. The largest body of a start is a setting; what one connection may send is the listener's.
 *
 * @param smallBodyBytesMax body of anything but a start; more is answered 413
 * @param bodyWithin time for a body to arrive; then 408
 * @param parseOnLoopBytesMax larger bodies are parsed off the event loop
 * @param discardBytesMax bytes of a refused body that are read and dropped, so that the client sees the answer; then the
 *     connection is closed
 * @param discardWithin time for the same
 * @param nestingMax depth of arrays and objects in a body
 * @param textCharsMax characters of one text in a body
 * @param pageMax rows of one page of a list
 * @param namesPageMax names of one page of a listing
 * @param waitMax longest time that a wait is held back
 * @param waitersMax waits held back at the same time; more are answered 429
 * @param watchersMax streams of {@code watch} at the same time; more are answered 429
 * @param commentEvery a quiet stream says so often that it lives
 * @param stalledAfter a stream whose client takes nothing for so long is closed
 */
public record RestLimits(
        int smallBodyBytesMax,
        Duration bodyWithin,
        int parseOnLoopBytesMax,
        long discardBytesMax,
        Duration discardWithin,
        int nestingMax,
        int textCharsMax,
        int pageMax,
        int namesPageMax,
        Duration waitMax,
        int waitersMax,
        int watchersMax,
        Duration commentEvery,
        Duration stalledAfter) {
    /** What every gateway has. */
    public static final RestLimits STANDARD = new RestLimits(
            64 * 1024,
            Duration.ofSeconds(30),
            128 * 1024,
            16L * 1024 * 1024,
            Duration.ofSeconds(5),
            32,
            1024 * 1024,
            1_000,
            10_000,
            Duration.ofSeconds(60),
            2_048,
            256,
            Duration.ofSeconds(15),
            Duration.ofSeconds(60));
}
