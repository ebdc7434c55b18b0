/** Runs in the page of the directory: whether each person in the window is there with their picture. */
export function allAreSeen(): boolean {
  const cards = [...document.querySelectorAll('main li')].filter((card) => {
    const { top, bottom } = card.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
  const isSeen = (card: Element) => {
    const picture = card.querySelector('img');
    return Boolean(picture?.currentSrc && picture.complete && picture.naturalWidth > 0);
  };
  return cards.length > 0 && cards.every(isSeen);
}
