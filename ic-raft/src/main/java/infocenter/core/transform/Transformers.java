package infocenter.core.transform;

import org.pcollections.TreePMap;

/**
 * All registered transformers.
 *
 * @param byName the transformers
 * @param sequence of the command that last changed anything here
 */
public record Transformers(TreePMap<TransformerName, Transformer> byName, long sequence) {
    public static final Transformers EMPTY = new Transformers(TreePMap.empty(), 0);

    /** More are refused. */
    public static final int COUNT_MAX = 1_000;
}
