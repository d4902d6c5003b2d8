"""`make benchmark`: what Usher costs beside the least that a bot can cost, as ratios of one run."""

from tests.benchmarks import answer_time, import_page, large_schedule, start_time


def main() -> None:
    answer_time.report()
    start_time.report()
    large_schedule.report()
    import_page.report()


if __name__ == "__main__":
    main()
