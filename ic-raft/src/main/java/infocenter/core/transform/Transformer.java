package infocenter.core.transform;

/**
 * A registered transformer. It never changes: another one of the same name has another revision.
 *
 * @param name what starts and reads call it
 * @param means what does the work
 * @param bounds for one object
 * @param revision sequence of the command that registered it
 * @param registeredShownMillis wall time
 */
public record Transformer(
        TransformerName name, Means means, TransformBounds bounds, long revision, long registeredShownMillis) {}
