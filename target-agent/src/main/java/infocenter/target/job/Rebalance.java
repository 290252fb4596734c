package infocenter.target.job;

/**
 * Brings what this target has to the targets that keep it by the active placement: objects, and tombstones of deleted ones. Each is
 * copied first and removed here only when its home has it, or something newer, durably. Started again it goes on with what is left.
 */
final class Rebalance implements Job {
    private final long bytesPerSecond;

    /**
     * @param bytesPerSecond that a run may send; 0 for as many as it can
     */
    Rebalance(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public String kind() {
        return "rebalance";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        long version = context.arguments().whole("version", 0, 0, Long.MAX_VALUE);
        if (version == 0) {
            throw new BadArgument("version", "must be that of the active placement");
        }
        return new Departures(context, version, bytesPerSecond);
    }
}
