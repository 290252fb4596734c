/**
 * The kinds of work that a target can do, behind one small interface: {@link infocenter.target.job.Job} begins,
 * {@link infocenter.target.job.Work} does it step by step on a worker thread, {@link infocenter.target.job.JobContext} is all it
 * may touch. The run room knocks; nothing here knows HTTP or Vert.x.
 */
@NullMarked
package infocenter.target.job;

import org.jspecify.annotations.NullMarked;
