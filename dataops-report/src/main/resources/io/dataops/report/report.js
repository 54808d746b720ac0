'use strict';
(function () {
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const escape = echarts.format.encodeHTML;
  const charts = [];
  let printing = false;

  const ink = () => printing || !dark.matches
    ? { text: '#1c2024', soft: '#5b6470', line: '#d9dde2', card: '#ffffff', low: '#f6e3b4', high: '#a3220f', changed: '#2458c9', job: '#7aa2e3', critical: '#a3220f', window: 'rgba(26,127,75,.10)', blocked: 'rgba(163,34,15,.16)', band: 'rgba(36,88,201,.16)', series: '#2458c9', good: '#1a7f4b', bad: '#b42318', unsure: '#8a6d1b' }
    : { text: '#e6e8ea', soft: '#a0a8b2', line: '#3a4149', card: '#1c2024', low: '#5f4a1d', high: '#ff7a5c', changed: '#82aaff', job: '#4d72b3', critical: '#ff8a7a', window: 'rgba(88,201,139,.13)', blocked: 'rgba(255,138,122,.20)', band: 'rgba(130,170,255,.20)', series: '#82aaff', good: '#58c98b', bad: '#ff8a7a', unsure: '#d9b95b' };

  const percent = v => v === null || v === undefined ? '–' : (100 * v).toFixed(1) + ' %';
  const number = v => v === null || v === undefined ? '–' : Math.abs(v) >= 1000 ? Math.round(v).toLocaleString('en') : String(+v.toPrecision(4));
  const short = (text, most) => text.length > most ? text.slice(0, most / 2) + '…' + text.slice(-most / 2 + 1) : text;
  const lastPart = text => text.slice(Math.max(text.lastIndexOf('.'), text.lastIndexOf('/')) + 1) || text;
  const zone = (data.plan && data.plan.zone) || 'UTC';
  const clock = (options) => {
    try {
      return new Intl.DateTimeFormat('en-GB', Object.assign({ timeZone: zone }, options));
    } catch (e) {
      return new Intl.DateTimeFormat('en-GB', Object.assign({ timeZone: 'UTC' }, options));
    }
  };
  const dayTime = clock({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
  const time = ms => dayTime.format(new Date(ms));

  function chart(element, option, ready) {
    if (!element) {
      return null;
    }
    const entry = {
      element: element,
      draw() {
        if (entry.instance) {
          entry.instance.dispose();
        }
        entry.instance = echarts.init(element, null, { renderer: 'canvas' });
        entry.instance.setOption(Object.assign({
          animation: false,
          backgroundColor: 'transparent',
          textStyle: { fontFamily: 'system-ui, sans-serif', color: ink().text },
          aria: { enabled: true }
        }, option(ink())));
        if (ready) {
          ready(entry.instance);
        }
      }
    };
    charts.push(entry);
    entry.draw();
    let width = element.clientWidth;
    new ResizeObserver(() => {
      if (element.clientWidth !== width) {
        width = element.clientWidth;
        entry.draw();
      }
    }).observe(element);
    return entry;
  }

  const tooltip = (colours, extra) => Object.assign({
    confine: true,
    backgroundColor: colours.card,
    borderColor: colours.line,
    textStyle: { color: colours.text, fontSize: 13 },
    extraCssText: 'max-width:32rem;white-space:normal;overflow-wrap:anywhere'
  }, extra);

  const redraw = () => charts.forEach(c => c.draw());
  dark.addEventListener('change', redraw);
  window.addEventListener('beforeprint', () => { printing = true; redraw(); });
  window.addEventListener('afterprint', () => { printing = false; redraw(); });

  // ---- impact -------------------------------------------------------------------------------------------------

  const assets = (data.impact && data.impact.assets) || [];
  const layout = data.layout || { columns: [], rows: [], edges: [] };
  const GROUPS_ABOVE = 150;
  const LABELS_BELOW = 60;
  let grouped = assets.length > GROUPS_ABOVE;
  const incoming = assets.map(() => []);
  layout.edges.forEach((e, i) => incoming[e[1]].push([e[0], i]));
  const byName = new Map(assets.map((a, i) => [a.asset, i]));

  function path(index) {
    const nodes = assets[index].path.map(n => byName.get(n)).filter(i => i !== undefined);
    const edges = [];
    for (let i = 1; i < nodes.length; i++) {
      const edge = incoming[nodes[i]].find(e => e[0] === nodes[i - 1]);
      if (edge) {
        edges.push(edge[1]);
      }
    }
    return { nodes: nodes, edges: edges };
  }

  function mix(colours, share) {
    const parse = hex => [1, 3, 5].map(i => parseInt(hex.slice(i, i + 2), 16));
    const a = parse(colours.low);
    const b = parse(colours.high);
    return 'rgb(' + a.map((x, i) => Math.round(x + (b[i] - x) * share)).join(',') + ')';
  }

  /** Places of a picture in pixels, so that symbols keep their shape, and the box that they fill. */
  function places(xs, ys, box) {
    const span = values => [Math.min(...values), Math.max(...values)];
    const scale = (values, pixels) => {
      const [low, high] = span(values);
      return values.map(v => high > low ? (v - low) / (high - low) * pixels : pixels / 2);
    };
    const size = (values, pixels) => span(values)[1] > span(values)[0] ? pixels : 1;
    return {
      x: scale(xs, box.width),
      y: scale(ys, box.height),
      view: {
        left: box.left + (size(xs, box.width) === 1 ? box.width / 2 : 0),
        top: box.top + (size(ys, box.height) === 1 ? box.height / 2 : 0),
        width: size(xs, box.width),
        height: size(ys, box.height)
      }
    };
  }

  function wholeGraph(colours, width, height) {
    const labels = assets.length < LABELS_BELOW && width >= 600;
    const most = Math.max(8, Math.min(26, 500 / Math.sqrt(assets.length), width / 20));
    const at = places(layout.columns, layout.rows, { left: 30, top: 24, width: width - (labels ? 190 : 60), height: height - 48 });
    return {
      tooltip: tooltip(colours, {
        formatter: p => p.dataType === 'edge' ? '' : (a =>
          '<b>' + escape(a.asset) + '</b><br>' + (a.changed ? 'changed itself' : percent(a.probability)
            + (a.basis === 'EXACT' ? ', exactly' : ' [' + percent(a.lower) + ', ' + percent(a.upper) + ']'))
          + '<br>' + a.path.map(escape).join(' → '))(assets[p.dataIndex])
      }),
      series: [{
        type: 'graph',
        layout: 'none',
        left: at.view.left,
        top: at.view.top,
        width: at.view.width,
        height: at.view.height,
        edgeSymbol: ['none', 'arrow'],
        edgeSymbolSize: assets.length > LABELS_BELOW ? 0 : 6,
        lineStyle: { color: colours.soft, opacity: assets.length > GROUPS_ABOVE ? .15 : .4, curveness: .08 },
        label: { show: labels, position: 'right', color: colours.text, fontSize: 11, formatter: p => short(lastPart(assets[p.dataIndex].asset), 24) },
        emphasis: { label: { show: true }, lineStyle: { color: colours.high, width: 3, opacity: 1 }, itemStyle: { borderColor: colours.text, borderWidth: 3 } },
        data: assets.map((a, i) => ({
          name: String(i),
          x: at.x[i],
          y: at.y[i],
          symbol: a.changed ? 'diamond' : 'circle',
          symbolSize: a.changed ? most * 1.15 : most * (.55 + .45 * a.probability),
          itemStyle: { color: a.changed ? colours.changed : mix(colours, a.probability), borderColor: colours.card, borderWidth: 1 }
        })),
        links: layout.edges.map(e => ({ source: e[0], target: e[1] }))
      }]
    };
  }

  /** Groups by column and layer, sized by their number and coloured by their mean probability. */
  function groups() {
    const found = new Map();
    assets.forEach((a, i) => {
      const key = layout.columns[i] + ' ' + a.layer;
      const group = found.get(key) || { column: layout.columns[i], layer: a.layer, members: [] };
      group.members.push(i);
      found.set(key, group);
    });
    return Array.from(found.values());
  }

  function groupGraph(colours, width, height) {
    const all = groups();
    const layers = Array.from(new Set(all.map(g => g.layer)));
    const columns = Math.max(...all.map(g => g.column)) + 1;
    const most = .8 * Math.min((width - 80) / Math.max(1, columns - 1), (height - 80) / Math.max(1, layers.length - 1));
    const largest = Math.max(...all.map(g => g.members.length));
    const at = places(all.map(g => g.column), all.map(g => layers.indexOf(g.layer)), { left: 40, top: 40, width: width - 80, height: height - 80 });
    const index = new Map();
    all.forEach((g, i) => g.members.forEach(m => index.set(m, i)));
    const links = new Map();
    layout.edges.forEach(e => {
      const key = index.get(e[0]) + ' ' + index.get(e[1]);
      links.set(key, (links.get(key) || 0) + 1);
    });
    const mean = g => g.members.reduce((s, m) => s + assets[m].probability, 0) / g.members.length;
    return {
      tooltip: tooltip(colours, {
        formatter: p => p.dataType === 'edge' ? p.data.value + ' dependencies' : (g =>
          '<b>' + g.members.length + ' assets, ' + escape(g.layer.toLowerCase().replace('_', ' ')) + ', ' + g.column + ' steps away</b><br>mean '
          + percent(mean(g)) + '<br>' + g.members.slice(0, 5).map(m => escape(assets[m].asset) + ' ' + percent(assets[m].probability)).join('<br>')
          + (g.members.length > 5 ? '<br>…' : ''))(all[p.dataIndex])
      }),
      series: [{
        type: 'graph',
        layout: 'none',
        left: at.view.left,
        top: at.view.top,
        width: at.view.width,
        height: at.view.height,
        label: { show: width >= 600, color: colours.text, formatter: p => String(all[p.dataIndex].members.length) },
        lineStyle: { color: colours.soft, curveness: .12 },
        emphasis: { focus: 'adjacency' },
        data: all.map((g, i) => ({
          name: String(i),
          x: at.x[i],
          y: at.y[i],
          symbolSize: Math.max(8, Math.min(60, most) * (.35 + .65 * Math.sqrt(g.members.length / largest))),
          itemStyle: { color: mix(colours, mean(g)), borderColor: colours.line, borderWidth: 1 }
        })),
        links: Array.from(links, ([key, count]) => ({
          source: +key.split(' ')[0],
          target: +key.split(' ')[1],
          value: count,
          lineStyle: { width: Math.min(width < 600 ? 2 : 6, 1 + Math.log2(count)), opacity: links.size > 100 ? .18 : .35 }
        })).filter(l => l.source !== l.target)
      }]
    };
  }

  const impactElement = document.getElementById('impact-chart');
  if (impactElement) {
    const tallest = Math.max(1, ...Object.values(layout.columns.reduce((c, x) => { c[x] = (c[x] || 0) + 1; return c; }, {})));
    impactElement.style.height = (grouped ? 420 : Math.max(260, Math.min(700, 90 + 30 * tallest))) + 'px';
  }
  const impact = chart(impactElement, colours => grouped
    ? groupGraph(colours, impactElement.clientWidth, impactElement.clientHeight)
    : wholeGraph(colours, impactElement.clientWidth, impactElement.clientHeight), instance => {
    instance.on('mouseover', p => {
      if (!grouped && p.dataType === 'node') {
        mark(p.dataIndex);
      }
    });
    instance.on('mouseout', () => instance.dispatchAction({ type: 'downplay', seriesIndex: 0 }));
  });

  function mark(index) {
    const way = path(index);
    impact.instance.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    impact.instance.dispatchAction({ type: 'highlight', seriesIndex: 0, dataType: 'node', dataIndex: way.nodes });
    impact.instance.dispatchAction({ type: 'highlight', seriesIndex: 0, dataType: 'edge', dataIndex: way.edges });
  }

  const tools = document.getElementById('impact-tools');
  if (tools && assets.length > GROUPS_ABOVE) {
    const button = document.createElement('button');
    const caption = impactElement.nextElementSibling.textContent;
    button.type = 'button';
    const name = () => {
      button.textContent = grouped ? 'Show each of the ' + assets.length + ' assets' : 'Show groups by layer and distance';
      impactElement.nextElementSibling.textContent = grouped
        ? 'Left to right: steps from what changed; each row is a layer. The number of assets in each group; the darker, the more likely on average.'
        : caption;
    };
    button.addEventListener('click', () => {
      grouped = !grouped;
      impactElement.style.height = grouped ? '420px' : '700px';
      name();
      impact.draw();
    });
    name();
    tools.append(button);
  }

  // ---- plan ---------------------------------------------------------------------------------------------------

  const plan = data.plan;
  const planElement = document.getElementById('plan-chart');
  if (planElement && plan.deployments.length > 0) {
    const jobs = plan.deployments;
    const SHOWN = 30;
    const rows = Math.min(SHOWN, jobs.length);
    const resources = plan.resources.filter(r => r.steps.length > 0).slice(0, 6);
    const ganttHeight = 60 + 22 * rows;
    const resourceHeight = 70;
    planElement.style.height = (ganttHeight + resources.length * (resourceHeight + 26) + 70) + 'px';
    const first = Math.min(...jobs.map(j => j.start));
    const last = Math.max(...jobs.map(j => j.end));
    const margin = Math.max(60000, (last - first) * .02);
    const onlyTime = clock({ hour: '2-digit', minute: '2-digit' });
    const onlyDay = clock({ weekday: 'short', day: 'numeric', month: 'short' });
    const axisLabel = v => onlyTime.format(new Date(v)) + '\n' + onlyDay.format(new Date(v));
    chart(planElement, colours => {
      const narrow = planElement.clientWidth < 600;
      const left = narrow ? 96 : 210;
      const grids = [{ left: left, right: 24, top: 20, height: ganttHeight - 40 }];
      const xAxes = [];
      const yAxes = [{ type: 'category', inverse: true, data: jobs.map((j, i) => String(i)), axisTick: { show: false }, axisLine: { show: false },
        axisLabel: { color: colours.text, fontSize: 11, interval: 0, formatter: i => short(lastPart(jobs[+i].asset), narrow ? 13 : 30) } }];
      const x = (grid, labels) => ({ type: 'time', gridIndex: grid, min: first - margin, max: last + margin, splitNumber: narrow ? 2 : 6,
        axisLabel: { show: labels, color: colours.soft, fontSize: 11, lineHeight: 14, hideOverlap: true, formatter: axisLabel }, axisLine: { lineStyle: { color: colours.line } }, splitLine: { show: true, lineStyle: { color: colours.line, opacity: .5 } } });
      xAxes.push(x(0, resources.length === 0));
      const clip = (s, e) => [Math.max(s, first - margin), Math.min(e, last + margin)];
      const areas = (plan.windows || []).map(w => clip(w[0], w[1])).filter(w => w[0] < w[1])
        .map(w => [{ xAxis: w[0], itemStyle: { color: colours.window } }, { xAxis: w[1] }])
        .concat((plan.blackouts || []).map(b => ({ name: b.name, at: clip(b.start, b.end) })).filter(b => b.at[0] < b.at[1])
          .map(b => [{ xAxis: b.at[0], name: short(b.name, 24), itemStyle: { color: colours.blocked }, label: { color: colours.bad, fontSize: 11, position: 'insideTop' } }, { xAxis: b.at[1] }]));
      const series = [{
        type: 'custom',
        name: 'deployments',
        encode: { x: [1, 2], y: 0 },
        data: jobs.map((j, i) => [i, j.start, j.end]),
        markArea: { silent: true, data: areas },
        renderItem: (params, api) => {
          const start = api.coord([api.value(1), api.value(0)]);
          const end = api.coord([api.value(2), api.value(0)]);
          const height = Math.min(16, api.size([0, 1])[1] * .7);
          const box = echarts.graphic.clipRectByRect(
            { x: start[0], y: start[1] - height / 2, width: Math.max(3, end[0] - start[0]), height: height },
            { x: params.coordSys.x, y: params.coordSys.y, width: params.coordSys.width, height: params.coordSys.height });
          const critical = jobs[params.dataIndex].critical;
          return box && { type: 'rect', shape: Object.assign(box, { r: 3 }), style: { fill: colours.job, stroke: critical ? colours.critical : 'transparent', lineWidth: critical ? 2 : 0 } };
        }
      }];
      resources.forEach((r, i) => {
        grids.push({ left: left, right: 24, top: ganttHeight + i * (resourceHeight + 26) + 10, height: resourceHeight });
        xAxes.push(x(i + 1, i === resources.length - 1));
        yAxes.push({ type: 'value', gridIndex: i + 1, minInterval: 1, splitNumber: 2, max: Math.max(r.capacity || 0, ...r.steps.map(s => s[1])) + .5, name: short(r.name, narrow ? 12 : 28), nameLocation: 'middle', nameRotate: 0, nameGap: narrow ? 34 : 70,
          nameTextStyle: { color: colours.text, fontSize: 11 }, axisLabel: { color: colours.soft, fontSize: 10, showMaxLabel: false }, splitLine: { lineStyle: { color: colours.line, opacity: .5 } } });
        series.push({ type: 'line', step: 'end', symbol: 'none', xAxisIndex: i + 1, yAxisIndex: i + 1, name: r.name, data: r.steps, areaStyle: { color: colours.job, opacity: .35 }, lineStyle: { color: colours.job },
          markLine: r.capacity === undefined ? undefined : { silent: true, symbol: 'none', lineStyle: { color: colours.critical, type: 'dashed' }, label: { formatter: String(r.capacity), color: colours.critical }, data: [{ yAxis: r.capacity }] } });
      });
      const zooms = [{ type: 'slider', xAxisIndex: xAxes.map((a, i) => i), bottom: 4, height: 18, labelFormatter: v => time(v), textStyle: { color: colours.soft }, borderColor: colours.line }];
      if (jobs.length > rows) {
        zooms.push({ type: 'slider', yAxisIndex: 0, right: 2, width: 14, startValue: 0, endValue: rows - 1, showDetail: false, brushSelect: false, borderColor: colours.line });
      }
      return {
        tooltip: tooltip(colours, {
          formatter: p => p.seriesIndex > 0 ? escape(p.seriesName) + ': ' + p.value[1] + ' in use from ' + time(p.value[0]) : (j =>
            '<b>' + escape(j.asset) + '</b><br>' + time(j.start) + ' to ' + time(j.end) + ', ' + escape(j.strategy)
            + (j.critical ? '<br>critical' : '') + '<br>' + escape(j.waitsFor))(jobs[p.dataIndex])
        }),
        grid: grids,
        xAxis: xAxes,
        yAxis: yAxes,
        dataZoom: zooms,
        series: series
      };
    });
  }

  // ---- watch --------------------------------------------------------------------------------------------------

  const watch = data.watch;
  const metrics = (watch && watch.canary.metrics.filter(m => m.effect !== null && m.lower !== null && m.upper !== null)) || [];
  const canaryElement = document.getElementById('canary-chart');
  if (canaryElement && metrics.length === 0) {
    canaryElement.parentElement.remove();
  } else if (canaryElement) {
    canaryElement.style.height = Math.min(700, 70 + 34 * metrics.length) + 'px';
    const colour = (m, colours) => m.decision === 'PASS' ? colours.good : m.decision === 'FAIL' ? colours.bad : colours.unsure;
    chart(canaryElement, colours => ({
      tooltip: tooltip(colours, { formatter: p => '<b>' + escape(metrics[p.dataIndex].metric) + '</b><br>' + percent(metrics[p.dataIndex].effect)
        + ' [' + percent(metrics[p.dataIndex].lower) + ', ' + percent(metrics[p.dataIndex].upper) + ']<br>' + escape(metrics[p.dataIndex].reason) }),
      grid: { left: canaryElement.clientWidth < 600 ? 110 : 210, right: 30, top: 10, bottom: 30 },
      xAxis: { type: 'value', axisLabel: { color: colours.soft, formatter: v => Math.round(100 * v) + ' %' }, splitLine: { lineStyle: { color: colours.line, opacity: .5 } } },
      yAxis: { type: 'category', inverse: true, data: metrics.map((m, i) => String(i)), axisTick: { show: false }, axisLabel: { color: colours.text, formatter: i => short(metrics[+i].metric, 28) } },
      series: [{
        type: 'custom',
        encode: { x: [1, 2, 3], y: 0 },
        data: metrics.map((m, i) => [i, m.effect, m.lower, m.upper]),
        markLine: { silent: true, symbol: 'none', label: { show: false }, lineStyle: { color: colours.soft, type: 'solid' }, data: [{ xAxis: 0 }] },
        renderItem: (params, api) => {
          const at = v => api.coord([v, api.value(0)]);
          const style = { stroke: colour(metrics[params.dataIndex], colours), fill: colour(metrics[params.dataIndex], colours), lineWidth: 2 };
          const low = at(api.value(2));
          const high = at(api.value(3));
          const middle = at(api.value(1));
          return { type: 'group', children: [
            { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: style },
            { type: 'circle', shape: { cx: middle[0], cy: middle[1], r: 5 }, style: style }] };
        }
      }]
    }));
  }

  document.querySelectorAll('[data-series]').forEach(element => {
    const s = watch.series[+element.dataset.series];
    const v = s.values;
    const pairs = values => v.times.map((t, i) => [t, values[i]]);
    chart(element, colours => {
      const series = [];
      if (v.expected) {
        series.push({ type: 'line', name: 'lower', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, data: pairs(v.lower) });
        series.push({ type: 'line', name: 'band', stack: 'band', stackStrategy: 'all', symbol: 'none', silent: true, lineStyle: { opacity: 0 }, areaStyle: { color: colours.band },
          data: pairs(v.upper.map((u, i) => u === null || v.lower[i] === null ? null : u - v.lower[i])) });
      }
      series.push({ type: 'line', name: s.series, symbol: 'none', sampling: 'lttb', lineStyle: { color: colours.series, width: 1.5 }, data: pairs(v.values),
        markLine: { silent: true, symbol: 'none', label: { formatter: 'change', color: colours.unsure }, lineStyle: { color: colours.unsure }, data: v.changePoints.map(t => ({ xAxis: t })) } });
      series.push({ type: 'scatter', name: 'alarms', symbolSize: 11, itemStyle: { color: colours.bad }, data: s.anomalies.map(a => [a.time, a.value]) });
      const alarm = series.length - 1;
      return {
        tooltip: tooltip(colours, { trigger: 'item', formatter: p => p.seriesIndex === alarm ? time(p.value[0]) + '<br>' + escape(s.anomalies[p.dataIndex].reason) : time(p.value[0]) + '<br>' + number(p.value[1]) }),
        grid: { left: 64, right: 24, top: 14, bottom: 52 },
        xAxis: { type: 'time', axisLabel: { color: colours.soft, hideOverlap: true, formatter: t => clock({ day: 'numeric', month: 'short' }).format(new Date(t)) }, axisLine: { lineStyle: { color: colours.line } } },
        yAxis: { type: 'value', scale: true, axisLabel: { color: colours.soft, formatter: number }, splitLine: { lineStyle: { color: colours.line, opacity: .5 } } },
        dataZoom: [{ type: 'slider', bottom: 6, height: 16, labelFormatter: t => time(t), textStyle: { color: colours.soft }, borderColor: colours.line }],
        series: series
      };
    });
  });

  // ---- tables and search --------------------------------------------------------------------------------------

  document.querySelectorAll('table.searchable').forEach(table => {
    const hidden = table.querySelectorAll('tr.more').length;
    if (hidden > 0) {
      const button = document.createElement('button');
      button.type = 'button';
      button.setAttribute('aria-pressed', 'false');
      button.textContent = 'Show ' + hidden + ' more';
      button.addEventListener('click', () => {
        const all = table.classList.toggle('all');
        button.setAttribute('aria-pressed', String(all));
        button.textContent = all ? 'Show fewer' : 'Show ' + hidden + ' more';
      });
      table.parentElement.after(button);
    }
  });

  const find = document.getElementById('find');
  const found = document.getElementById('found');
  const rows = Array.from(document.querySelectorAll('table.searchable tbody tr'))
    .map(row => ({ row: row, table: row.closest('table'), text: row.querySelector('th').textContent.toLowerCase() }));

  function search() {
    const wanted = find.value.trim().toLowerCase();
    const hits = new Set();
    document.querySelectorAll('table.searchable').forEach(t => t.classList.toggle('filtered', wanted !== ''));
    rows.forEach(r => {
      const hit = wanted !== '' && r.text.includes(wanted);
      r.row.classList.toggle('hit', hit);
      if (hit) {
        hits.add(r.text);
      }
    });
    found.textContent = wanted === '' ? '' : hits.size === 1 ? '1 match' : hits.size + ' matches';
    if (impact && !grouped) {
      impact.instance.dispatchAction({ type: 'downplay', seriesIndex: 0 });
      const matching = assets.map((a, i) => i).filter(i => wanted !== '' && assets[i].asset.toLowerCase().includes(wanted));
      if (matching.length === 1) {
        mark(matching[0]);
      } else if (matching.length > 0) {
        impact.instance.dispatchAction({ type: 'highlight', seriesIndex: 0, dataType: 'node', dataIndex: matching.slice(0, 200) });
      }
    }
  }
  find.addEventListener('input', search);
  find.form.addEventListener('submit', event => {
    event.preventDefault();
    search();
    const hit = rows.find(r => r.row.classList.contains('hit'));
    if (hit) {
      const details = hit.row.closest('details');
      if (details) {
        details.open = true;
      }
      hit.row.tabIndex = -1;
      hit.row.focus({ preventScroll: true });
      hit.row.scrollIntoView({ block: 'center' });
    }
  });
}());
