"use strict";
/* When an entry plays, and which slide comes next: the rule of places/schedule.py, for the time
   without network. A test holds the two to each other. China keeps one time, without summer time. */
window.Playing = (() => {
  const DAY_MS = 86_400_000;

  function inBeijing(time) {
    const shifted = new Date(time.getTime() + 8 * 3_600_000);
    return {
      iso: shifted.toISOString().slice(0, 10),
      minute: shifted.getUTCHours() * 60 + shifted.getUTCMinutes(),
    };
  }

  function isOn(entry, iso) {
    if (entry.since && iso < entry.since) return false;
    if (entry.until && iso > entry.until) return false;
    const weekday = new Date(`${iso}T00:00:00Z`).getUTCDay() || 7;
    return entry.days.includes(String(weekday));
  }

  function plays(entry, time) {
    const { iso, minute } = inBeijing(time);
    if (entry.from < entry.to) return isOn(entry, iso) && entry.from <= minute && minute < entry.to;
    if (minute >= entry.from) return isOn(entry, iso);
    const yesterday = inBeijing(new Date(time.getTime() - DAY_MS)).iso;
    return minute < entry.to && isOn(entry, yesterday);
  }

  /* The slides whose turn it is, each with the key by which its place is kept. */
  function slides(entries, time, ofEntry) {
    return entries.filter((entry) => plays(entry, time)).flatMap((entry) =>
      ofEntry(entry).map((slide, index) => ({ ...slide, key: `${entry.i}.${index}` })));
  }

  /* The one after ``last``; where that is gone, the one at its place. A list longer than a day
     goes on the next day where it stopped, so that everything has its turn. */
  function next(list, last) {
    if (!list.length) return null;
    const [key, place] = (last || "|").split("|");
    const found = list.findIndex((slide) => slide.key === key);
    const at = found >= 0 ? found + 1 : Number(place) || 0;
    return at % list.length;
  }

  return { plays, slides, next };
})();
