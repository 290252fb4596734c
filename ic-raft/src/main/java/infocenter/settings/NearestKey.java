package infocenter.settings;

import java.util.List;
import java.util.Optional;

/** Which key was meant: a typing error, or a key in the wrong place. */
final class NearestKey {
    private NearestKey() {}

    /**
     * The nearest of the known keys.
     *
     * @param path that was written, for example {@code mounts[1].pth}
     * @return with the index that was written, or empty when nothing is near
     */
    static Optional<String> to(String path, List<SettingsKeys.Key> known) {
        String plain = path.replaceAll("\\[\\d+]", "[]");
        String name = lastPart(plain);
        String nearest = null;
        int least = Math.max(2, name.length() / 2) + 1;
        for (SettingsKeys.Key key : known) {
            // One more for a key that stands elsewhere: the same typing error is more likely in its own place.
            int distance = Math.min(distance(plain, key.path()), distance(name, key.name()) + 1);
            if (distance < least) {
                least = distance;
                nearest = key.path();
            }
        }
        return Optional.ofNullable(nearest).map(found -> withIndexes(found, path));
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String withIndexes(String known, String written) {
        int dot = written.lastIndexOf('.');
        int knownDot = known.lastIndexOf('.');
        boolean samePlace = dot >= 0
                && knownDot >= 0
                && written.substring(0, dot).replaceAll("\\[\\d+]", "[]").equals(known.substring(0, knownDot));
        return samePlace ? written.substring(0, dot) + known.substring(knownDot) : known;
    }

    /** Levenshtein's: letters put in, taken out or changed; two neighbours swapped count as one. */
    private static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= right.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1), cost[i - 1][j - 1] + change);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[left.length()][right.length()];
    }
}
