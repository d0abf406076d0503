// What the host may choose of the embed's look. Each value is checked, and refused where a text couldn't be read well:
// the default is used then. The first of the files that the build joins to the script of the embed.

/** The contrast that WCAG asks of text at level AA, and of what isn't text. */
const TEXT = 4.5;
const SHAPE = 3;

/** What follows from the colours given, as custom properties of the page's style. */
const DERIVED = [
  ...["accent", "accent-fill", "accent-hover", "on-accent", "accent-soft", "accent-line"],
  ...["page", "surface", "raised", "seg-on", "sunken", "hover", "ink", "ink-2", "ink-3", "line", "line-2", "control"],
];
/** Colours of texts that mean something, each with those of the paper and the line around it. */
const MEANINGS = ["good", "warn", "bad"];
const BARS = ["c-list", "c-1", "c-2", "c-3", "c-4", "c-5", "good-fill", "warn-fill", "bad-fill"];
const AROUND = MEANINGS.flatMap((name) => [`${name}-soft`, `${name}-line`]);

/** A colour such as `#1b55a5` or `#15a`, as three numbers; nothing for every other text. */
function colour(text) {
  const digits = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (!digits) {
    return null;
  }
  const wide = digits.length === 6 ? digits : digits.replace(/./g, "$&$&");
  return [0, 2, 4].map((at) => parseInt(wide.slice(at, at + 2), 16));
}

/** The relative luminance of WCAG 2. */
function luminance(of) {
  const [red, green, blue] = of.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A share of the way from one colour to another. */
function between(from, to, share) {
  return from.map((part, at) => Math.round(part + (to[at] - part) * share));
}

/** The first colour on the way from one to another that can be seen on each of these papers. */
function seen(from, to, papers, least) {
  for (let step = 0; step < 20; step += 1) {
    const found = between(from, to, step / 20);
    if (papers.every((paper) => contrast(found, paper) >= least)) {
      return found;
    }
  }
  return to;
}

/** A paper beside the given one, as far towards a colour as texts on it can still be read. */
function beside(paper, to, most, texts) {
  for (let share = most; share > 0; share -= 0.01) {
    const found = between(paper, to, share);
    if (texts.every((text) => contrast(text, found) >= TEXT)) {
      return found;
    }
  }
  return paper;
}

/** The page's own colour of this name, in light or in dark. */
function own(name, scheme) {
  const probe = document.createElement("span");
  probe.style.colorScheme = scheme;
  probe.style.color = `var(--${name})`;
  document.documentElement.append(probe);
  const found = getComputedStyle(probe).color.match(/[\d.]+/g);
  probe.remove();
  return found.slice(0, 3).map(Number);
}

/** Takes what the host has chosen. `refuse` is told of each value that isn't taken, and why. */
function dress(options, refuse) {
  const { style, dataset } = document.documentElement;
  for (const name of [...DERIVED, ...MEANINGS, ...AROUND, ...BARS, "font", "r1", "r2"]) {
    style.removeProperty(`--${name}`);
  }
  const themes = ["light", "dark", "auto"];
  const theme = one(themes, options.theme, "auto", () => refuse("theme", `isn’t one of ${themes.join(", ")}`));
  let scheme = theme === "auto" ? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light") : theme;
  dataset.scheme = theme;
  wear(options, refuse, style);

  const given = {};
  for (const name of ["accent", "background", "text"]) {
    if (options[name] !== undefined) {
      given[name] = colour(options[name]);
      if (!given[name]) {
        refuse(name, "isn’t a colour such as #1b55a5");
      }
    }
  }
  if (!given.accent && !given.background && !given.text) {
    return;
  }
  const chosen = scheme;
  if (given.background) {
    // A light paper takes the colours that are made for light ones.
    scheme = contrast([255, 255, 255], given.background) > contrast([0, 0, 0], given.background) ? "dark" : "light";
  }
  let paper = given.background ?? own("surface", scheme);
  let ink = given.text ?? own("ink", scheme);
  if (contrast(ink, paper) < TEXT) {
    const why = `text on the background has a contrast of ${contrast(ink, paper).toFixed(2)}, less than ${TEXT}`;
    ["background", "text"].filter((name) => given[name]).forEach((name) => refuse(name, why));
    scheme = chosen;
    [paper, ink] = [own("surface", scheme), own("ink", scheme)];
  } else if (given.background) {
    dataset.scheme = scheme;
  }
  let accent = given.accent ?? own("accent", scheme);
  if (contrast(accent, paper) < TEXT) {
    if (given.accent) {
      const found = contrast(accent, paper).toFixed(2);
      refuse("accent", `on the background it has a contrast of ${found}, less than ${TEXT}`);
    }
    accent = seen(own("accent", scheme), ink, [paper], TEXT);
  }
  const sunk = beside(paper, ink, 0.04, [ink, accent]);
  const marked = beside(paper, accent, 0.1, [ink, accent]);
  const papers = [paper, sunk, marked];
  const quiet = seen(between(ink, paper, 0.3), ink, papers, TEXT);
  const [white, black] = [[255, 255, 255], [0, 0, 0]];
  const colours = {
    accent,
    "accent-fill": accent,
    "accent-hover": between(accent, ink, 0.2),
    "on-accent": contrast(white, accent) >= contrast(black, accent) ? white : black,
    "accent-soft": marked,
    "accent-line": between(paper, accent, 0.4),
    page: paper,
    surface: paper,
    raised: paper,
    "seg-on": paper,
    sunken: sunk,
    hover: sunk,
    ink,
    "ink-2": quiet,
    "ink-3": quiet,
    line: between(paper, ink, 0.12),
    "line-2": between(paper, ink, 0.2),
    control: seen(between(paper, ink, 0.4), ink, papers, SHAPE),
  };
  for (const name of MEANINGS) {
    const found = seen(own(name, scheme), ink, papers, TEXT);
    colours[name] = found;
    colours[`${name}-soft`] = beside(paper, found, 0.1, [ink, found]);
    colours[`${name}-line`] = between(paper, found, 0.4);
  }
  BARS.forEach((name) => (colours[name] = seen(own(name, scheme), ink, papers, SHAPE)));
  for (const [name, parts] of Object.entries(colours)) {
    style.setProperty(`--${name}`, `rgb(${parts.join(" ")})`);
  }
}

/** Font and radius: whatever could mean more than a name or a length is refused. */
function wear({ font, radius }, refuse, style) {
  if (font !== undefined) {
    if (/^[a-z][\w -]{0,40}(, ?[a-z][\w -]{0,40}){0,5}$/i.test(font)) {
      style.setProperty("--font", `${font}, system-ui, sans-serif`);
    } else {
      refuse("font", "isn’t a list of names such as Georgia, serif");
    }
  }
  if (radius !== undefined) {
    if (/^\d{1,2}(px)?$/.test(radius) && parseInt(radius, 10) <= 24) {
      style.setProperty("--r1", `${parseInt(radius, 10)}px`);
      style.setProperty("--r2", `${Math.round(parseInt(radius, 10) * 1.5)}px`);
    } else {
      refuse("radius", "isn’t a number of pixels from 0 to 24");
    }
  }
}

/** One of these words, or another one where it is something else. */
function one(words, given, otherwise, refuse) {
  if (given === undefined || words.includes(given)) {
    return given ?? otherwise;
  }
  refuse();
  return otherwise;
}
