package dev.ridewire.dispatch.application.position;

import java.util.List;

/** Takes what drivers report, in any order: the newest of each driver counts. */
public interface PositionReports {
    void report(List<PositionReport> reports);
}
