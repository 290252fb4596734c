package infocenter.target.report;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;

/** Asks one gateway after the other until one gives what is wanted. */
final class Rounds {
    private Rounds() {}

    /** The first success; fails with the last failure, or when there is nobody to ask. */
    static <A> Future<A> firstOf(List<String> urls, Function<String, Future<A>> ask) {
        if (urls.isEmpty()) {
            return Future.failedFuture(new IllegalStateException("no gateway is known"));
        }
        Future<A> first = ask.apply(urls.get(0));
        return urls.size() == 1 ? first : first.recover(failed -> firstOf(urls.subList(1, urls.size()), ask));
    }
}
