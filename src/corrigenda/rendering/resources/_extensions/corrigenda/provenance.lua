-- Lays out where exhibits, claims and the report come from. provenance.json says every word of it;
-- nothing in it is markup. corrigenda.lua hands over what both need.

return function(page, provenance)
  local html = page.html

  local function part(name) return type(provenance[name]) == "table" and provenance[name] or {} end
  local function list(value) return pandoc.List(type(value) == "table" and value or {}) end
  local function text(value) return type(value) == "string" and value or "" end

  local exhibits, statistics, items = part("exhibits"), part("statistics"), part("items")

  -- Text ------------------------------------------------------------------------------------

  local function is_hash(word) return #word >= 12 and word:match("^%x*%d%x*$") ~= nil end

  local function parted(word, joint)
    local found = pandoc.List({})
    for piece in (word:gsub(joint, "%1\0")):gmatch("%Z+") do found:insert(piece) end
    return found
  end

  -- Where a long word may break: a hash after eight digits, a path behind its slashes, and what is
  -- still long behind its joints. A range of rows never breaks.
  local function pieces(word)
    if is_hash(word) then return parted(word, "(%x%x%x%x%x%x%x%x)") end
    local found, joint = pandoc.List({}), word:find("/", 1, true) and "([_-]+)" or "([_.:-]+)"
    for _, piece in ipairs(parted(word, "(/)")) do
      if #piece > 20 then found:extend(parted(piece, joint)) else found:insert(piece) end
    end
    return found
  end

  local function styled(word, inlines)
    if is_hash(word) then return pandoc.Span(inlines, pandoc.Attr("", { "mono" })) end
    if word:match("%d–%d") then return pandoc.Span(inlines, pandoc.Attr("", { "range" })) end
    return #inlines > 1 and pandoc.Span(inlines) or inlines[1]
  end

  local function words(value)
    local inlines = pandoc.Inlines({})
    for _, inline in ipairs(page.curled(text(value))) do
      if inline.t == "Str" then
        local broken = pandoc.Inlines({})
        for position, piece in ipairs(pieces(inline.text)) do
          if position > 1 then broken:insert(pandoc.RawInline("html", "<wbr>")) end
          broken:insert(pandoc.Str(piece))
        end
        inlines:insert(styled(inline.text, broken))
      else
        inlines:insert(inline)
      end
    end
    return inlines
  end

  local function paragraph(value) return pandoc.Para(page.curled(text(value))) end

  -- In Typst a line may break between two boxes and in none, and who copies the word finds no gap.
  local function typst_word(word, mono)
    local boxes = pieces(word):map(function(piece)
      return "box(" .. page.typst_string(piece) .. ")"
    end)
    local boxed = #boxes > 1 or word:match("%d–%d")
    local joined = boxed and table.concat(boxes, " + ") or page.typst_string(word)
    return is_hash(word) and not mono and "mono(" .. joined .. ")" or joined
  end

  local let_mono = '#let mono = text.with(font: "DejaVu Sans Mono", size: 0.8em)'

  local function typst_words(value, mono)
    local parts = page.curled(text(value)):map(function(inline)
      return inline.t == "Str" and typst_word(inline.text, mono) or '" "'
    end)
    local all = #parts > 0 and table.concat(parts, " + ") or "[]"
    return mono and "mono(" .. all .. ")" or all
  end

  -- Facts -----------------------------------------------------------------------------------

  local function entry(term, lines) return { pandoc.Inlines(term), lines } end

  -- What is to be typed stands as it is.
  local function typed(line) return text(line):match("^corrigenda %l+ %S+$") ~= nil end

  local function line_of(line) return typed(line) and { pandoc.Code(line) } or words(line) end

  local function entries(facts)
    return list(facts):map(function(fact)
      local lines = list(fact.lines):map(function(line) return { pandoc.Plain(line_of(line)) } end)
      return entry(text(fact.term), lines)
    end)
  end

  local function html_facts(found)
    if #found == 0 then return pandoc.Blocks({}) end
    return pandoc.Blocks({
      pandoc.Div(pandoc.DefinitionList(found), pandoc.Attr("", { "facts" })),
    })
  end

  -- A list of terms, whose terms are boxes as wide as the longest one needs.
  local function typst_facts(facts)
    local longest = 0
    for _, fact in ipairs(list(facts)) do
      longest = math.max(longest, utf8.len(text(fact.term)) or 0)
    end
    local width = string.format("%.1fem", 0.55 * longest + 1.2)
    local lines = pandoc.List({
      "#[" .. let_mono, "#set par(justify: false)",
      "#set terms(hanging-indent: " .. width .. ", separator: [], spacing: 1.05em)",
      '#set text(font: "Source Sans Pro", size: 0.84em, hyphenate: false)', "#terms(",
    })
    for _, fact in ipairs(list(facts)) do
      local said = list(fact.lines):map(function(line) return typst_words(line, typed(line)) end)
      if #said == 0 then said:insert("[]") end
      lines:insert("  terms.item(box(width: " .. width .. ", " .. page.typst_string(text(fact.term))
        .. "), " .. table.concat(said, " + linebreak() + ") .. "),")
    end
    lines:insert(")]")
    return pandoc.Blocks({ page.raw(table.concat(lines, "\n")) })
  end

  -- Below an exhibit ------------------------------------------------------------------------

  local function opened(class, summary, blocks)
    local found = pandoc.Blocks({
      page.raw('<details class="' .. class .. '"><summary>' .. summary .. "</summary>"),
    })
    found:extend(blocks)
    found:insert(page.raw("</details>"))
    return found
  end

  local function download(name)
    local content = name ~= "" and page.found("exhibits/" .. name)
    if not content then return nil end
    local encoded = content:gsub("[^%w%-_.~,]", function(character)
      return string.format("%%%02X", character:byte())
    end)
    local link = '<a download="' .. page.escape(name) .. '" href="data:text/csv;charset=utf-8,'
      .. encoded .. '">' .. page.escape(name) .. "</a>"
    return { pandoc.Plain({ pandoc.RawInline("html", link) }) }
  end

  -- A box that scrolls has to be a stop of the keyboard, with a name.
  local function listing(name, value)
    local attributes = { { "tabindex", "0" }, { "role", "group" }, { "aria-label", name } }
    return pandoc.CodeBlock(value, pandoc.Attr("", { "listing" }, attributes))
  end

  local function below(id, caption)
    local origin = exhibits[id]
    if not html or type(origin) ~= "table" then return pandoc.Blocks({}) end
    local found, blocks = entries(origin.facts), pandoc.Blocks({})
    local data = download(text(origin.csv))
    if data then found:insert(entry("Data as CSV", { data })) end
    if text(origin.record) ~= "" then
      local id_of = pandoc.Span(words(origin.record), pandoc.Attr("", { "mono" }))
      found:insert(entry("Record", { { pandoc.Plain(id_of) } }))
    end
    blocks:extend(html_facts(found))
    if text(origin.declaration) ~= "" then
      blocks:extend(opened("source", "Declaration", { listing("Declaration", origin.declaration) }))
    end
    local drawn = type(origin.code) == "table" and origin.code or {}
    if text(drawn.text) ~= "" then
      local name = "Code: <code>" .. page.escape(text(drawn.name)) .. "</code>"
      blocks:extend(opened("source", name, { listing("Code", drawn.text) }))
    end
    if #blocks == 0 then return blocks end
    local title = page.escape(pandoc.utils.stringify(caption))
    local of = '<span class="unseen">: ' .. title .. "</span>"
    return opened("provenance", "Where this comes from" .. of, blocks)
  end

  -- Behind a claim --------------------------------------------------------------------------

  -- Templates are inert: the script of the page copies them into its panel.
  local function template(key, name, blocks)
    local found = pandoc.Blocks({
      page.raw("<template data-" .. key .. '="' .. page.escape(name) .. '">'),
    })
    found:extend(blocks)
    found:insert(page.raw("</template>"))
    return found
  end

  local function item_template(id, item)
    local summary = page.escape(text(item.label)) .. " <code>" .. page.escape(id) .. "</code>"
    return template("item", id, opened("origin-item", summary, html_facts(entries(item.facts))))
  end

  local function claim_template(name, statistic)
    local blocks, reads = pandoc.Blocks({}), list(statistic.items)
    if text(statistic.rule) ~= "" then
      blocks:insert(pandoc.Div(paragraph(statistic.rule), pandoc.Attr("", { "origin-rule" })))
    end
    if text(statistic.command) ~= "" then
      local command = pandoc.Code(statistic.command)
      local line = pandoc.Plain({ pandoc.Span("To the raw cells"), pandoc.Space(), command })
      blocks:insert(pandoc.Div(line, pandoc.Attr("", { "origin-command" })))
    end
    local of = page.escape(table.concat(reads, " "))
    blocks:insert(page.raw('<div class="origin-items" data-items="' .. of .. '"></div>'))
    return template("origin", name, blocks)
  end

  local function behind(names)
    local blocks, reads = pandoc.Blocks({}), {}
    if not html then return blocks end
    for _, name in ipairs(names) do
      local statistic = statistics[name]
      if type(statistic) == "table" then
        blocks:extend(claim_template(name, statistic))
        for _, id in ipairs(list(statistic.items)) do reads[id] = true end
      end
    end
    local ids = pandoc.List({})
    for id in pairs(reads) do ids:insert(id) end
    ids:sort()
    for _, id in ipairs(ids) do
      if type(items[id]) == "table" then blocks:extend(item_template(id, items[id])) end
    end
    return blocks
  end

  -- How the report was made -----------------------------------------------------------------

  local function cell(value, column)
    local span = pandoc.Span(words(value), pandoc.Attr("", column.mono and { "mono" } or {}))
    local label = { { "data-label", text(column.title) } }
    return pandoc.Cell({ pandoc.Plain(span) }, "AlignDefault", 1, 1, pandoc.Attr("", {}, label))
  end

  local function html_table(columns, rows)
    local heads = columns:map(function(column)
      return pandoc.Cell({ pandoc.Plain(words(column.title)) })
    end)
    local body = rows:map(function(row)
      local cells = pandoc.List({})
      for position, column in ipairs(columns) do cells:insert(cell(row[position], column)) end
      return pandoc.Row(cells)
    end)
    local widths = columns:map(function(column) return { "AlignLeft", column.width } end)
    local wide = #columns > 2 or #columns:filter(function(column) return column.mono end) > 0
    local class = { "made-table", wide and "made-wide" or "made-narrow" }
    return pandoc.Table({ long = {} }, widths, pandoc.TableHead({ pandoc.Row(heads) }),
      { { attr = pandoc.Attr(), body = body, head = {}, row_head_columns = 0 } },
      pandoc.TableFoot(), pandoc.Attr("", class))
  end

  local function typst_table(columns, rows)
    local widths, heads = pandoc.List({}), pandoc.List({})
    for _, column in ipairs(columns) do
      widths:insert(string.format("%.0ffr", 1000 * (column.width or 1 / #columns)))
      heads:insert("strong(" .. page.typst_string(text(column.title)) .. ")")
    end
    local lines = pandoc.List({
      "#[" .. let_mono, "#show table: set text(size: 0.9em)",
      "#table(columns: (" .. table.concat(widths, ", ") .. ",), align: left + top, stroke: none,",
      "  inset: (x: 0pt, y: 4pt),",
      "  table.header(table.hline(stroke: 0.9pt), " .. table.concat(heads, ", ")
        .. ", table.hline(stroke: 0.5pt)),",
    })
    for number, row in ipairs(rows) do
      if number > 1 then lines:insert("  table.hline(stroke: 0.3pt + luma(215)),") end
      for position, column in ipairs(columns) do
        lines:insert("  table.cell(breakable: false, "
          .. typst_words(row[position], column.mono == true) .. "),")
      end
    end
    lines:insert("  table.hline(stroke: 0.9pt))]")
    return page.raw(table.concat(lines, "\n"))
  end

  local makers = {}

  function makers.text(block) return { paragraph(block.text) } end

  makers["table"] = function(block)
    local columns, rows = list(block.columns), list(block.rows)
    if #columns == 0 then return {} end
    return { (html and html_table or typst_table)(columns, rows) }
  end

  function makers.figure(block)
    local caption = paragraph(block.caption)
    local image = page.image(text(block.file), text(block.alt))
    return { pandoc.Div({ image, caption }, pandoc.Attr(text(block.id), { "exhibit" })) }
  end

  -- The number of an exhibit is found by a reference, which either engine resolves.
  local function titled(id)
    local citation = pandoc.Citation(id, "AuthorInText")
    local number = pandoc.Strong({ pandoc.Cite({ pandoc.Str("@" .. id) }, { citation }) })
    local title = pandoc.Inlines({ number, pandoc.Space() })
    title:extend(page.captions[id])
    if html then
      return { pandoc.Div(pandoc.Plain(title), pandoc.Attr("", { "made-exhibit" })) }
    end
    return {
      page.raw('#block(sticky: true, above: 1.5em, below: 0.8em)[#set text(font: "Source Sans Pro",'
        .. " size: 0.9em); #set par(justify: false)"),
      pandoc.Plain(title), page.raw("]"),
    }
  end

  function makers.facts(block)
    local of, blocks = text(block.of), pandoc.Blocks({})
    if of ~= "" and not page.captions[of] then return blocks end
    if of ~= "" then blocks:extend(titled(of)) end
    local facts = html and html_facts(entries(block.facts)) or typst_facts(block.facts)
    if html and of == "" then
      facts = { pandoc.Div(facts, pandoc.Attr("", { "made-list" })) }
    end
    blocks:extend(facts)
    return blocks
  end

  local function shown(part_of)
    local only = part_of.only
    return type(only) ~= "string" or only == (html and "html" or "typst")
  end

  local function made()
    local blocks = pandoc.Blocks({})
    for _, section in ipairs(list(provenance.made)) do
      if shown(section) then
        local heading = pandoc.Inlines(text(section.title))
        blocks:insert(pandoc.Header(2, heading, pandoc.Attr(text(section.id))))
        for _, block in ipairs(list(section.blocks)) do
          local make = makers[block.kind]
          if not make then page.problem('no block of provenance is a "' .. text(block.kind) .. '".')
          elseif shown(block) then blocks:extend(make(block)) end
        end
      end
    end
    return blocks
  end

  return { below = below, behind = behind, made = made }
end
