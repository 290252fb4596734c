package infocenter.settings;

import java.time.Duration;

/**
 * How the leader treats targets.
 *
 * @param evictAfter a target that is down for so long loses its place; its objects are answered 503 until it returns or is forgotten
 */
public record TargetCareSettings(
        @Setting(help = "time down after which a target loses its place, until it returns", value = "60s")
        Duration evictAfter) {
    public TargetCareSettings {
        Bounds.positive("evictAfter", evictAfter);
    }
}
