/** An InkML file of "x < y" as the competitions write it; parts can be replaced. */
export function inkml({ head = "", truth = "$x < y$", traces = TRACES, groups = GROUPS } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<ink xmlns="http://www.w3.org/2003/InkML">
<traceFormat><channel name="X" type="decimal"/><channel name="Y" type="decimal"/></traceFormat>
<annotation type="UI">2013_X_1</annotation>${head}
<annotation type="truth">${truth}</annotation>
<annotationXML type="truth" encoding="Content-MathML"><math><mo xml:id="<_1"><</mo></math></annotationXML>
${traces}
<traceGroup xml:id="9"><annotation type="truth">Segmentation</annotation>${groups}</traceGroup>
</ink>`;
}

const TRACES = `<trace id="0">
1 2, 1 2, 3 -4.5, </trace>
<trace id="1">5 5</trace><trace id="2">7 0, 6 1</trace><trace id="3">8 0, 9 1</trace>`;

const GROUPS = `
<traceGroup xml:id="10"><annotation type="truth">x</annotation>
  <traceView traceDataRef="0"/><traceView traceDataRef="1"/><annotationXML href="x_1"/></traceGroup>
<traceGroup xml:id="11"><annotation type="truth">&lt;</annotation><traceView traceDataRef="2"/></traceGroup>`;
